import type { SessionView } from '@contracts/http/sessions';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { asApiError } from '../../lib/api';
import { bureauNow } from '../../lib/server-clock';
import { NotesKeeper, type NotesSnapshot } from './notes-keeper';
import { readSession, saveSessionNotes } from './queries';

export interface Notes extends NotesSnapshot {
  readonly change: NotesKeeper['change'];
  readonly dismissMerge: NotesKeeper['dismissMerge'];
  readonly flush: NotesKeeper['flush'];
}

function refusalOf(error: unknown): 'stale' | 'closed' | 'failed' {
  const { code } = asApiError(error);
  if (code === 'STALE_VERSION') return 'stale';
  return code === 'OUTCOME_RECORDED' || code === 'STATE_FORBIDS' ? 'closed' : 'failed';
}

/** The notes of a session, saved by themselves; the page is held back from closing while some are not. */
export function useNotes(session: SessionView): Notes {
  const [keeper] = useState(
    () =>
      new NotesKeeper(session, {
        save: (notes, version) => saveSessionNotes(session.id, notes, version),
        load: () => readSession(session.id),
        refusalOf,
        now: bureauNow,
      }),
  );
  const snapshot = useSyncExternalStore(keeper.subscribe, keeper.getSnapshot);

  useEffect(() => keeper.news(session), [keeper, session]);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (!keeper.unsaved) return;
      void keeper.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      window.removeEventListener('beforeunload', hold);
      void keeper.flush();
    };
  }, [keeper]);

  return { ...snapshot, change: keeper.change, dismissMerge: keeper.dismissMerge, flush: keeper.flush };
}
