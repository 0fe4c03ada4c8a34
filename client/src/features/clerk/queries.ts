import { roomView, station } from '@contracts/http/identity';
import { noticeView } from '@contracts/http/notices';
import { requestView } from '@contracts/http/requests';
import { helpCall } from '@contracts/http/sessions';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

const MINUTE_MS = 60_000;

/** All stations; they change once in years. */
export const useStations = () =>
  useQuery({
    queryKey: ['stations'],
    queryFn: () => api.get(z.array(station), '/api/stations'),
    staleTime: 60 * MINUTE_MS,
  });

/** The requests with an appointment at the station on one of the bureau's dates. */
export const useDay = (stationId: string, on: string) =>
  useQuery({
    queryKey: ['station', stationId, 'day', on],
    queryFn: () => api.get(z.array(requestView), `/api/stations/${stationId}/day`, { on }),
    placeholderData: keepPreviousData,
    refetchInterval: MINUTE_MS,
  });

export const useRooms = (stationId: string) =>
  useQuery({
    queryKey: ['station', stationId, 'rooms'],
    queryFn: () => api.get(z.array(roomView), `/api/stations/${stationId}/rooms`),
    refetchInterval: MINUTE_MS,
  });

/** Help calls that nobody has answered yet. Asked again every few seconds too: a call must not hang on one message. */
export const useHelp = (stationId: string) =>
  useQuery({
    queryKey: ['station', stationId, 'help'],
    queryFn: () => api.get(z.array(helpCall), `/api/stations/${stationId}/help`),
    refetchInterval: 10_000,
  });

export const useNotices = (requestId: string) =>
  useQuery({
    queryKey: ['station', 'notices', requestId],
    queryFn: () => api.get(z.array(noticeView), `/api/requests/${requestId}/notices`),
  });

export const stationChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['station'] });
