import { useEffect, useEffectEvent } from 'react';

export interface BoardKeys {
  move: (step: 1 | -1) => void;
  propose: () => void;
  step: (step: 1 | -1) => void;
  place: () => void;
  putBack: () => void;
  find: () => void;
  row: (number: number) => void;
  help: () => void;
}

const G_PATIENCE_MS = 1_500;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null;
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, [role="button"]') !== null;

/** SCREENS §6, board. Single keys sleep in text fields and dialogs, and when switched off. */
export function useBoardKeys(keys: BoardKeys, enabled: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent, jump: { digits: string | null; at: number }) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const now = event.timeStamp;
    if (jump.digits !== null && now - jump.at < G_PATIENCE_MS && /^\d$/.test(event.key)) {
      jump.digits += event.key;
      jump.at = now;
      keys.row(Number(jump.digits));
      return;
    }
    jump.digits = null;
    // Enter on a button presses the button.
    if (event.key === 'Enter' && !event.shiftKey && isControl(event.target)) return;
    const deeds: Record<string, (() => void) | undefined> = {
      ArrowUp: () => keys.move(-1),
      ArrowDown: () => keys.move(1),
      ArrowLeft: () => keys.step(-1),
      ArrowRight: () => keys.step(1),
      Enter: event.shiftKey ? keys.place : keys.propose,
      Escape: keys.putBack,
      '/': keys.find,
      '?': keys.help,
      g: () => {
        jump.digits = '';
        jump.at = now;
      },
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const jump = { digits: null, at: 0 };
    const listen = (event: KeyboardEvent): void => onKey(event, jump);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}
