import {
  calendarDayView,
  exceptionView,
  resourceHours,
  resourcePage,
  schedulingSettings,
  stationMarket,
  type PutMarket,
} from '@contracts/http/capacity';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { everyPage, LONGEST_PAGE } from '../../lib/every-page';
import { queryClient } from '../../lib/query';

// Every key begins with the house's topic, so that news of the board reads all of it again.
const BOARD = 'board';
const CAPACITY = 'capacity';

/** All that one may see, however many pages. */
export const useResources = () =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'resources'],
    queryFn: () => everyPage((cursor) => api.get(resourcePage, '/api/resources', { limit: LONGEST_PAGE, cursor })),
  });

export const useHours = (resourceId: string) =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'hours', resourceId],
    queryFn: () => api.get(resourceHours, `/api/resources/${resourceId}/hours`),
  });

/** Exceptions that touch a time; `from` and `to` are ISO instants. */
export const useExceptions = (resourceId: string, from: string, to: string) =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'exceptions', resourceId, from, to],
    queryFn: () => api.get(z.array(exceptionView), `/api/resources/${resourceId}/exceptions`, { from, to }),
    placeholderData: keepPreviousData,
  });

export const useCalendar = (year: number) =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'calendar', year],
    queryFn: () => api.get(z.array(calendarDayView), '/api/calendar', { year }),
    placeholderData: keepPreviousData,
  });

export const useSettings = () =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'settings'],
    queryFn: () => api.get(schedulingSettings, '/api/scheduling-settings'),
  });

export const useMarkets = () =>
  useQuery({
    queryKey: [BOARD, CAPACITY, 'market'],
    queryFn: () => api.get(z.array(stationMarket), '/api/market-days'),
  });

export const putMarket = (stationId: string, input: PutMarket) =>
  api.put(stationMarket, `/api/stations/${stationId}/market-days`, input);

/** After a change of one's own: everything is read again, the board too. */
export const capacityChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [BOARD] });
