import { outcomeView, type RecordOutcome } from '@contracts/http/outcomes';
import { callTicket, sessionView, type SessionView } from '@contracts/http/sessions';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { queryClient } from '../../lib/query';

const path = (sessionId: string, rest = ''): string => `/api/sessions/${sessionId}${rest}`;
const sessionKey = (sessionId: string) => ['session', sessionId] as const;

export const readSession = (sessionId: string): Promise<SessionView> => api.get(sessionView, path(sessionId));
export const readTicket = (sessionId: string) => api.post(callTicket, path(sessionId, '/ticket'));
export const saveSessionNotes = (sessionId: string, notes: SessionView['notes'], version: number) =>
  api.put(z.object({ notesVersion: z.number().int() }), path(sessionId, '/notes'), { ...notes, version });

/** The session, live: the house tells when identity, consent or the end of the call changed it. */
export function useSession(sessionId: string) {
  useHouse('session', sessionId);
  return useQuery({ queryKey: sessionKey(sessionId), queryFn: () => readSession(sessionId) });
}

/** What the server answered is what is shown, until the house says that it changed again. */
const show = (view: SessionView) => {
  queryClient.setQueryData(sessionKey(view.id), view);
};

/** 愿意调解, or its withdrawal, as the party said it. */
export function useConsent(sessionId: string) {
  return useMutation({
    mutationFn: (said: { partyId: string; consents: boolean }) =>
      api.post(sessionView, path(sessionId, '/consent'), said),
    onSuccess: show,
  });
}

/** Ends the session on the server. Ending twice is ending once. */
export function useEndSession(sessionId: string) {
  return useMutation({
    mutationFn: () => api.post(sessionView, path(sessionId, '/end')),
    onSuccess: show,
  });
}

export function useRecordOutcome(sessionId: string) {
  const sent = useRef<SentKey | null>(null);
  return useMutation({
    mutationFn: (outcome: RecordOutcome) => {
      sent.current = keyFor(outcome, sent.current);
      return api.post(outcomeView, path(sessionId, '/outcome'), outcome, { idempotencyKey: sent.current.key });
    },
    onSuccess: (recorded) => {
      queryClient.setQueryData(['session', sessionId, 'outcome'], recorded);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: sessionKey(sessionId), exact: true }),
        queryClient.invalidateQueries({ queryKey: ['desk'] }),
      ]);
    },
  });
}

export function useOutcome(sessionId: string) {
  return useQuery({
    queryKey: ['session', sessionId, 'outcome'],
    queryFn: () => api.get(outcomeView, path(sessionId, '/outcome')),
  });
}
