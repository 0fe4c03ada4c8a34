import { seriesView, type SeriesView } from '@contracts/http/booking-life';
import { calendarDayView } from '@contracts/http/capacity';
import { requestView } from '@contracts/http/requests';
import type { Day } from '@domain/local-time';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

const KEY = 'series';

/** What is fixed for a request so far, and the version to change it by. */
export const useSeries = (requestId: string | null) =>
  useQuery({
    queryKey: [KEY, requestId],
    queryFn: async () => {
      const [request, { sessions }] = await Promise.all([
        api.get(requestView, `/api/requests/${requestId}`),
        api.get(seriesView, `/api/requests/${requestId}/series`),
      ]);
      return { version: request.version, sessions };
    },
    enabled: requestId !== null,
    gcTime: 0,
  });

/** Of the year of this day and the one after it, which a series may reach. */
export const useCalendarFrom = (day: Day) => {
  const year = Number(day.slice(0, 4));
  return useQuery({
    queryKey: [KEY, 'calendar', year],
    queryFn: async () => {
      const read = (of: number) => api.get(z.array(calendarDayView), '/api/calendar', { year: of });
      return (await Promise.all([read(year), read(year + 1)])).flat();
    },
  });
};

/** Replaces what was fixed and is not booked yet. */
export const fixSeries = (requestId: string, version: number, dates: readonly Day[]): Promise<SeriesView> =>
  api.put(seriesView, `/api/requests/${requestId}/series`, { version, dates });

/** Of the lists in which the request stands too. */
export const seriesChanged = (): Promise<unknown> =>
  Promise.all([KEY, 'board', 'desk'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
