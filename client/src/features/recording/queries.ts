import {
  reconciled,
  recordingAccess,
  recordingAlarms,
  recordingBookmark,
  recordingFindings,
  recordingSummary,
  recordingView,
  type AddBookmark,
  type OpenRecording,
} from '@contracts/http/recordings';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { queryClient } from '../../lib/query';

const MINUTE_MS = 60_000;

/** What there is of a session; read again when the house says that the session changed. */
export function useSummary(sessionId: string) {
  useHouse('session', sessionId);
  return useQuery({
    queryKey: ['session', 'recording', sessionId],
    queryFn: () => api.get(recordingSummary, `/api/sessions/${sessionId}/recording`),
  });
}

/** An opened recording. It stays as it was opened: what is recorded meanwhile comes with the next look. */
export const useView = (accessId: string) =>
  useQuery({
    queryKey: ['recording', accessId],
    queryFn: () => api.get(recordingView, `/api/recordings/${accessId}`),
    staleTime: Infinity,
  });

/** Talks that should be recorded and are not: all for who watches over all, else one's own. */
export function useAlarms(topic: 'board' | 'desk') {
  useHouse(topic);
  return useQuery({
    queryKey: [topic, 'recordingAlarms'],
    queryFn: () => api.get(recordingAlarms, '/api/recordings/alarms'),
    refetchInterval: MINUTE_MS,
    refetchIntervalInBackground: true,
  });
}

export const useFindings = () =>
  useQuery({
    queryKey: ['recordingFindings'],
    queryFn: () => api.get(recordingFindings, '/api/recordings/findings'),
    refetchInterval: MINUTE_MS,
  });

const of = (sessionId: string): string => `/api/sessions/${sessionId}/recording`;

export const openAccess = (sessionId: string, body: OpenRecording) =>
  api.post(recordingAccess, `${of(sessionId)}/access`, body);
export const hold = (sessionId: string, reason: string) =>
  api.post(recordingSummary, `${of(sessionId)}/hold`, { reason });
export const release = (sessionId: string, reason: string) =>
  api.delete(recordingSummary, `${of(sessionId)}/hold`, { reason });
export const bookmark = (sessionId: string, body: AddBookmark, idempotencyKey: string) =>
  api.post(recordingBookmark, `${of(sessionId)}/bookmarks`, body, { idempotencyKey });
export const compareNow = () => api.post(reconciled, '/api/recordings/reconcile');

export const exportPath = (accessId: string): string => `/api/recordings/${accessId}/export`;

export const summaryChanged = (sessionId: string): Promise<unknown> =>
  queryClient.invalidateQueries({ queryKey: ['session', 'recording', sessionId] });
export const viewChanged = (accessId: string): Promise<unknown> =>
  queryClient.invalidateQueries({ queryKey: ['recording', accessId] });
export const findingsChanged = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['recordingFindings'] }),
    queryClient.invalidateQueries({ queryKey: ['board', 'recordingAlarms'] }),
  ]);
