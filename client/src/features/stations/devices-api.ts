import { checkView, stationDevice, type ChangeDevice } from '@contracts/http/devices';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

const MINUTE_MS = 60_000;

/** The registry: for who looks after the county all rooms, for a clerk the own station's. Keyed by whose news changes it. */
export const useDevices = (watched: 'board' | 'station', wanted = true) =>
  useQuery({
    queryKey: [watched, 'devices'],
    queryFn: () => api.get(z.array(stationDevice), '/api/devices'),
    refetchInterval: MINUTE_MS,
    enabled: wanted,
  });

export const useChecks = (roomId: string) =>
  useQuery({
    queryKey: ['board', 'checks', roomId],
    queryFn: () => api.get(z.array(checkView), `/api/rooms/${roomId}/checks`),
  });

export const tickOff = (taskId: string) => api.post(z.unknown(), `/api/device-tasks/${taskId}/done`);
export const changeDevice = (deviceId: string, change: ChangeDevice) =>
  api.patch(z.unknown(), `/api/devices/${deviceId}`, change);
export const revokeDevice = (deviceId: string) => api.post(z.unknown(), `/api/devices/${deviceId}/revoke`);

export const devicesChanged = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['board'] }),
    queryClient.invalidateQueries({ queryKey: ['station'] }),
  ]);
