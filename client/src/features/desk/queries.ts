import { followUpView, type FollowUpView } from '@contracts/http/follow-ups';
import { desk, sessionView } from '@contracts/http/sessions';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useHouse } from '../../lib/house';

const EVERY_MINUTE = 60_000;

/** My day, live: read again whenever the house says that it changed, and each minute in any case. */
export function useDesk() {
  useHouse('desk');
  return useQuery({
    queryKey: ['desk'],
    queryFn: () => api.get(desk, '/api/desk'),
    refetchInterval: EVERY_MINUTE,
    refetchIntervalInBackground: true,
  });
}

/** Follow-ups that are mine to do, the most urgent first. */
export function useMyFollowUps() {
  useHouse('followUps');
  return useQuery({
    queryKey: ['followUps', 'mine'],
    queryFn: () => api.get(z.array(followUpView), '/api/follow-ups', { mine: 1 }),
    select: openFirstDue,
    refetchInterval: EVERY_MINUTE,
  });
}

const openFirstDue = (all: FollowUpView[]): FollowUpView[] =>
  all.filter(({ doneAt }) => !doneAt).sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));

export const sessionPath = (sessionId: string): string => `/desk/sessions/${sessionId}`;

/** Opens the session of an appointment, or the one already open, and goes there. */
export function useEnter() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (appointmentId: string) =>
      // Opening twice is opening once: the appointment's own id is the key of the deed.
      api.post(sessionView, `/api/appointments/${appointmentId}/session`, {}, { idempotencyKey: appointmentId }),
    onSuccess: ({ id }) => navigate(sessionPath(id)),
  });
}
