import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent } from 'react';
import type { Tile } from './playback/lanes';

export type PlayerCommand = 'toggle' | 'back' | 'forward' | 'mark';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** What has the focus. */
  readonly on: 'text' | 'button' | 'page';
}

const COMMANDS: Readonly<Record<string, PlayerCommand>> = {
  ' ': 'toggle',
  arrowleft: 'back',
  arrowright: 'forward',
  b: 'mark',
};

/** What a key does in the player. They sleep in text fields; space belongs to a button that has the focus. */
export function playerCommand({ key, ctrlKey, altKey, metaKey, on }: KeyPress): PlayerCommand | null {
  if (ctrlKey || altKey || metaKey || on === 'text' || (on === 'button' && key === ' ')) return null;
  return COMMANDS[key.toLowerCase()] ?? null;
}

function focusOf(target: EventTarget | null): KeyPress['on'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]')) return 'text';
  return target.closest('button, a, [role="tab"]') ? 'button' : 'page';
}

export function usePlayerKeys(run: (command: PlayerCommand) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, ctrlKey, altKey, metaKey, target } = event;
    const command = playerCommand({ key, ctrlKey, altKey, metaKey, on: focusOf(target) });
    if (!command) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, []);
}

/** What is written on a tile: a name, or the role where only the seat is known. */
export function tileName(
  t: TFunction<'recording'>,
  { name, role, kind }: Pick<Tile, 'name' | 'role' | 'kind'>,
): string {
  const who = name ?? t(`role.${role}`);
  return kind === 'person' ? who : t(`shows.${kind}`, { who });
}
