import type { Topic } from '@domain/topic';
import { useEffect, useEffectEvent } from 'react';
import { TOPIC_KEYS } from './topic-picker';

const WRITING = 'input:not([type="radio"]):not([type="checkbox"]), textarea, [contenteditable="true"], [role="dialog"]';
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(WRITING) !== null;

const dialogOpen = (): boolean => document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;

interface DeskKeys {
  /** F9: registers, or begins the next when a result is shown. */
  go: () => void;
  /** A number key picks a topic; null while a result is shown. */
  pickTopic: ((topic: Topic) => void) | null;
}

/** The keys of the registration desk. Number keys sleep in text fields, all keys in dialogs. */
export function useDeskKeys({ go, pickTopic }: DeskKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (dialogOpen()) return;
    if (event.key === 'F9') {
      event.preventDefault();
      go();
      return;
    }
    if (!pickTopic || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const topic = TOPIC_KEYS.find(([key]) => key === event.key)?.[1];
    if (!topic) return;
    event.preventDefault();
    pickTopic(topic);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
