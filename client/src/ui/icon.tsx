export const ICONS = [
  'phone',
  'sound',
  'mute',
  'mic',
  'cam',
  'check',
  'x',
  'lock',
  'print',
  'pin',
  'hand',
  'chev',
  'back',
  'pause',
  'warn',
  'text',
  'add',
  'calendar',
  'ticket',
  'card',
  'quarrel',
  'car',
  'folder',
  'letter',
  'passport',
  'fraud',
  'shield',
  'stamp',
  'scales',
  'question',
  'clock',
  'person',
  'erase',
  'screen',
  'raised',
] as const;
export type IconName = (typeof ICONS)[number];

/** One colour, 24 grid. Never without a word beside it, so it says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return <i className={`ic ic-${name}`} aria-hidden="true" />;
}
