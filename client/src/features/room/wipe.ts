import { switchLanguage } from '../../lib/i18n';
import { queryClient } from '../../lib/query';

/** What a room keeps of itself; everything else in the browser's memory may be somebody's. */
const KEPT_QUERIES: ReadonlySet<string> = new Set(['room', 'me', 'now']);
/** What a person may have set for themselves: size of the letters and language. */
const KEPT_BY_PERSON = ['video-home.text-size', 'video-home.language'] as const;

/**
 * Forgets whoever was here: what was read and sent, what was being read aloud, and what they set for
 * themselves. The screen shows the clock by then, so nothing of them is on it either.
 */
export function wipeRoom(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => !KEPT_QUERIES.has(String(queryKey[0])) });
  queryClient.getMutationCache().clear();
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
  try {
    for (const name of KEPT_BY_PERSON) window.localStorage.removeItem(name);
    window.sessionStorage.clear();
  } catch {
    // A browser that forbids storage has kept nothing.
  }
  void switchLanguage(new URLSearchParams(window.location.search).get('lang') === 'en' ? 'en' : 'zh');
}
