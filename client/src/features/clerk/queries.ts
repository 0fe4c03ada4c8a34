import { stationQueue } from '@contracts/http/booking-life';
import { exceptionView, schedulingSettings } from '@contracts/http/capacity';
import { roomView } from '@contracts/http/identity';
import { noticeView } from '@contracts/http/notices';
import { requestPage, requestView } from '@contracts/http/requests';
import { helpCall } from '@contracts/http/sessions';
import { stationSet } from '@contracts/http/shared-set';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { bureauNow } from '../../lib/server-clock';

const MINUTE_MS = 60_000;

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

/** Talks whose two parties come to one set. Asked again every few seconds too: the host waits for the clerk. */
export const useSharedSets = (stationId: string) =>
  useQuery({
    queryKey: ['station', stationId, 'sets'],
    queryFn: () => api.get(z.array(stationSet), `/api/stations/${stationId}/shared-sets`),
    refetchInterval: 10_000,
  });

const MISSED_DAYS = 3;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Who was lately marked as not having come: whoever turns up after all is found here. */
export const useMissed = (stationId: string) =>
  useQuery({
    queryKey: ['station', stationId, 'missed'],
    queryFn: async () => {
      const { items } = await api.get(requestPage, '/api/requests', { stationId, state: 'NO_SHOW', limit: 20 });
      return items.filter(({ registeredAt }) => bureauNow() - Date.parse(registeredAt) < MISSED_DAYS * DAY_MS);
    },
    refetchInterval: 5 * MINUTE_MS,
  });

/** The fault that keeps a room from being used at this moment; null when it works. */
export const useFault = (roomId: string) =>
  useQuery({
    queryKey: ['station', 'fault', roomId],
    queryFn: async () => {
      const now = bureauNow();
      const [from, to] = [new Date(now).toISOString(), new Date(now + MINUTE_MS).toISOString()];
      const found = await api.get(z.array(exceptionView), `/api/resources/${roomId}/exceptions`, { from, to });
      return found.find(({ kind }) => kind === 'fault' || kind === 'closure') ?? null;
    },
    refetchInterval: 5 * MINUTE_MS,
  });

/** Those in the station without a time, in the order in which they came, with the estimate as things stand. */
export const useQueue = (stationId: string) =>
  useQuery({
    queryKey: ['station', stationId, 'queue'],
    queryFn: () => api.get(stationQueue, `/api/stations/${stationId}/queue`),
    refetchInterval: MINUTE_MS,
  });

/** How long after its beginning a talk is waited for before it may be marked as missed. */
export const useGraceMinutes = (): number | null =>
  useQuery({
    queryKey: ['scheduling-settings'],
    queryFn: () => api.get(schedulingSettings, '/api/scheduling-settings'),
    staleTime: 10 * MINUTE_MS,
  }).data?.noShowGraceMinutes ?? null;

export const useNotices = (requestId: string) =>
  useQuery({
    queryKey: ['station', 'notices', requestId],
    queryFn: () => api.get(z.array(noticeView), `/api/requests/${requestId}/notices`),
  });

export const stationChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['station'] });
