import { clashReport, forecast, possibleStarts, recusalView } from '@contracts/http/replan';
import { noticeView } from '@contracts/http/notices';
import { requestView, type RequestView } from '@contracts/http/requests';
import { board as boardSchema } from '@contracts/http/scheduling';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { queryClient } from '../../lib/query';
import type { Start } from './starts';

// Every key begins with the house's topic, so that news of the board reads all of it again.
const BOARD = 'board';

/** The board of one day or more, kept fresh by the house. The former stays on screen until the next is read. */
export function useBoard(on: string | null, days: number) {
  useHouse(BOARD);
  return useQuery({
    queryKey: [BOARD, { on, days }],
    queryFn: () => api.get(boardSchema, '/api/board', { days, ...(on === null ? {} : { on }) }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

const requestQuery = (id: string) => ({
  queryKey: [BOARD, 'request', id],
  queryFn: () => api.get(requestView, `/api/requests/${id}`),
});

export const useRequest = (id: string) => useQuery({ ...requestQuery(id), placeholderData: keepPreviousData });

/** The request as the server has it now, for its version. */
export const readRequest = (id: string): Promise<RequestView> =>
  queryClient.fetchQuery({ ...requestQuery(id), staleTime: 0 });

/** What its parties were told. Some roles may not read it; then there is an error and nothing to show. */
export const useNotices = (requestId: string) =>
  useQuery({
    queryKey: [BOARD, 'notices', requestId],
    queryFn: () => api.get(z.array(noticeView), `/api/requests/${requestId}/notices`),
  });

/** Who may not host it, and why. */
export const useRecusals = (requestId: string) =>
  useQuery({
    queryKey: [BOARD, 'recusals', requestId],
    queryFn: () => api.get(z.array(recusalView), `/api/requests/${requestId}/recusals`),
  });

/** Where a request could be put on the days shown, soonest first; nothing while it is being read. */
export function useStarts(requestId: string | null, days: readonly string[]): { starts: Start[]; isReading: boolean } {
  return useQueries({
    queries: days.map((on) => ({
      queryKey: [BOARD, 'starts', requestId, on],
      queryFn: () => api.get(possibleStarts, `/api/requests/${requestId ?? ''}/starts`, { on }),
      enabled: requestId !== null,
    })),
    combine: (answers) => ({
      starts: answers.flatMap(({ data }) => data?.starts ?? []),
      isReading: requestId !== null && answers.some(({ isPending }) => isPending),
    }),
  });
}

/** Who is hit by closed hours, absences and faults. */
export const useClashes = () =>
  useQuery({ queryKey: [BOARD, 'clashes'], queryFn: () => api.get(clashReport, '/api/clashes') });

export const useForecast = () =>
  useQuery({
    queryKey: [BOARD, 'forecast'],
    queryFn: () => api.get(forecast, '/api/board/forecast'),
    staleTime: 60_000,
  });
