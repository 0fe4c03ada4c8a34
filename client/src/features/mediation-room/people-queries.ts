import {
  callPeople,
  callQuality,
  guestCandidates,
  invitedGuest,
  type InvitedGuest,
  type PhoneTalk,
} from '@contracts/http/call-people';
import type { Side } from '@domain/people';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
import { api } from '../../lib/api';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { queryClient } from '../../lib/query';

const path = (sessionId: string, rest: string): string => `/api/sessions/${sessionId}/${rest}`;
const peopleKey = (sessionId: string) => ['session', sessionId, 'people'] as const;

/** Guests and telephone talks, live with the session. */
export function useCallPeople(sessionId: string) {
  return useQuery({
    queryKey: peopleKey(sessionId),
    queryFn: () => api.get(callPeople, path(sessionId, 'people')),
  });
}

/** What was stored of the lines before this page was opened. Read once: what comes later is told live. */
export function useStoredQuality(sessionId: string) {
  return useQuery({
    queryKey: ['quality', sessionId],
    queryFn: () => api.get(callQuality, path(sessionId, 'quality')),
    staleTime: Infinity,
  });
}

/** What was stored of the lines of a talk that is over: read anew, for much came since the last reading. */
export function useFinalQuality(sessionId: string) {
  return useQuery({
    queryKey: ['quality', sessionId, 'final'],
    queryFn: () => api.get(callQuality, path(sessionId, 'quality')),
    refetchOnMount: 'always',
  });
}

export function useGuestCandidates(sessionId: string, wanted: boolean) {
  return useQuery({
    queryKey: ['guest-candidates', sessionId],
    queryFn: () => api.get(guestCandidates, path(sessionId, 'guest-candidates')),
    enabled: wanted,
  });
}

export interface Asked {
  readonly staffId: string | null;
  readonly interpreterId: string | null;
  readonly role: 'expert' | 'interpreter';
  readonly side: Side | null;
}

const refresh = (sessionId: string) => queryClient.invalidateQueries({ queryKey: peopleKey(sessionId) });

export function useInviteGuest(sessionId: string) {
  return useMutation({
    mutationFn: (asked: Asked): Promise<InvitedGuest> => api.post(invitedGuest, path(sessionId, 'guests'), asked),
    onSuccess: () => refresh(sessionId),
  });
}

export function useWithdrawGuest(sessionId: string) {
  return useMutation({
    mutationFn: (guestId: string) => api.delete(z.unknown(), path(sessionId, `guests/${guestId}`)),
    onSuccess: () => refresh(sessionId),
  });
}

export type PhoneTalkToRecord = Pick<PhoneTalk, 'partyId' | 'at' | 'minutes' | 'note'> & { readonly ends: boolean };

export function useRecordPhone(sessionId: string) {
  const sent = useRef<SentKey | null>(null);
  return useMutation({
    mutationFn: (talk: PhoneTalkToRecord) => {
      sent.current = keyFor(talk, sent.current);
      return api.post(callPeople, path(sessionId, 'phone'), talk, { idempotencyKey: sent.current.key });
    },
    onSuccess: (people) => {
      queryClient.setQueryData(peopleKey(sessionId), people);
      return queryClient.invalidateQueries({ queryKey: ['session', sessionId], exact: true });
    },
  });
}
