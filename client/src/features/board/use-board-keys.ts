import { useEffect, useEffectEvent } from 'react';

export interface BoardKeys {
  upDown: (step: 1 | -1) => void;
  leftRight: (step: 1 | -1) => void;
  /** Enter, or Space on what is picked. */
  enter: () => void;
  place: () => void;
  escape: () => void;
  undo: () => void;
  day: (step: 1 | -1) => void;
  find: () => void;
  row: (number: number) => void;
  help: () => void;
}

const G_PATIENCE_MS = 1_500;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !== null;
/** What is picked already is no button to press once more: Enter and Space go on with it. */
const isPicked = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[data-pick][aria-pressed="true"]') !== null;
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, [role="button"]') !== null;

/** SCREENS §6, board. Single keys sleep in text fields, menus and dialogs, and when switched off. */
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
    const picked = isPicked(event.target);
    if (event.key === 'Enter' && !event.shiftKey && isControl(event.target) && !picked) return;
    if (event.key === ' ' && !picked) return;
    const deeds: Record<string, (() => void) | undefined> = {
      ArrowUp: () => keys.upDown(-1),
      ArrowDown: () => keys.upDown(1),
      ArrowLeft: () => keys.leftRight(-1),
      ArrowRight: () => keys.leftRight(1),
      PageUp: () => keys.day(-1),
      PageDown: () => keys.day(1),
      Enter: event.shiftKey ? keys.place : keys.enter,
      ' ': keys.enter,
      Escape: keys.escape,
      z: keys.undo,
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
