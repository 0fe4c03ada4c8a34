import { useEffect, useEffectEvent } from 'react';
import { focusKind, roomCommand, type RoomCommand } from './room-keys';

interface KeysOptions {
  /** Switched off by the person, or while a dialog asks something. */
  asleep: boolean;
  run: (command: RoomCommand) => void;
  /** Space was let go after `talk`. */
  hush: () => void;
}

const focusOf = (target: EventTarget | null) =>
  target instanceof HTMLElement
    ? focusKind(target.tagName, target.getAttribute('type') ?? 'text', target.isContentEditable)
    : 'page';

/** Single keys of the mediation room. They sleep in text fields; the list of keys can always be asked for. */
export function useRoomKeys({ asleep, run, hush }: KeysOptions): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = roomCommand(event, focusOf(event.target));
    if (!command || (asleep && command !== 'help')) return;
    event.preventDefault();
    run(command);
  });
  const release = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === ' ') hush();
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => press(event);
    const up = (event: KeyboardEvent) => release(event);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, []);
}
