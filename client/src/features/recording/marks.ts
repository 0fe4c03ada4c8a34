import type { RecordingView } from '@contracts/http/recordings';
import type { TFunction } from 'i18next';
import { toldOf } from './playback/happening-words';
import type { Span } from './playback/lanes';
import { within } from './playback/time-scale';

/** Something to jump to. */
export interface Mark {
  readonly key: string;
  readonly kind: 'event' | 'bookmark';
  /** Where to jump to, within the recording; epoch milliseconds. */
  readonly at: number;
  /** When it was. */
  readonly moment: number;
  readonly words: string;
  /** Who set it. */
  readonly byName: string | null;
}

/** Happenings of this much before and after what was recorded belong to it: people come before a talk begins. */
const AROUND_MS = { plenary: 60_000, 'caucus:A': 2_000, 'caucus:B': 2_000 } as const;

/** What happened and what was marked, in the order of time. What lies outside the recording jumps to its edge. */
export function marksOf(t: TFunction<'recording'>, view: RecordingView, whole: Span): Mark[] {
  const around = AROUND_MS[view.scope];
  const events = view.happenings.flatMap((happening, index): Mark[] => {
    const told = toldOf(happening);
    const moment = Date.parse(happening.at);
    if (!told || moment < whole.from - around || moment > whole.to + around) return [];
    const words = t(`events.${told}`, { who: happening.name ?? t('events.someone') });
    return [{ key: `e${index}`, kind: 'event', moment, at: within(whole, moment), words, byName: null }];
  });
  const bookmarks = view.bookmarks.map(({ id, at, label, byName }): Mark => {
    const moment = Date.parse(at);
    return { key: id, kind: 'bookmark', moment, at: within(whole, moment), words: t('events.mark', { label }), byName };
  });
  return [...events, ...bookmarks].toSorted((one, other) => one.moment - other.moment);
}
