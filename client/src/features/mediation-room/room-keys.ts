/** What a single key does in the mediation room (screens §6). */
export type RoomCommand =
  | 'caucusA'
  | 'plenary'
  | 'caucusB'
  | 'microphone'
  | 'camera'
  | 'newFact'
  | 'newIssue'
  | 'newProposal'
  | 'agreement'
  | 'privateNotes'
  | 'showAgreement'
  | 'talk'
  | 'pause'
  | 'stopViolence'
  | 'help';

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

const PLAIN: Readonly<Record<string, RoomCommand>> = {
  '1': 'caucusA',
  '2': 'plenary',
  '3': 'caucusB',
  m: 'microphone',
  v: 'camera',
  f: 'newFact',
  i: 'newIssue',
  p: 'newProposal',
  a: 'agreement',
  n: 'privateNotes',
  r: 'showAgreement',
  ' ': 'talk',
};

const SHIFTED: Readonly<Record<string, RoomCommand>> = { x: 'stopViolence', p: 'pause' };

/**
 * The command of a key press, or null. `where` is what holds the focus: every single key sleeps in
 * a text field, and Space belongs to a control that it would press.
 */
export function roomCommand(press: KeyPress, where: 'text' | 'control' | 'page'): RoomCommand | null {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || where === 'text') return null;
  const key = press.key.toLowerCase();
  if (key === '?' || key === '？') return 'help';
  if (press.shiftKey) return SHIFTED[key] ?? null;
  if (key === ' ' && where === 'control') return null;
  return PLAIN[key] ?? null;
}

/** What an element with the focus does with keys. */
export function focusKind(tagName: string, type: string, editable: boolean): 'text' | 'control' | 'page' {
  const tag = tagName.toLowerCase();
  if (editable || tag === 'textarea' || tag === 'select') return 'text';
  if (tag === 'input') return ['checkbox', 'radio', 'button', 'submit'].includes(type) ? 'control' : 'text';
  return ['button', 'a', 'summary'].includes(tag) ? 'control' : 'page';
}
