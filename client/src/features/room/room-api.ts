import { pairingClaimed, pairingStarted, type DeviceReport } from '@contracts/http/identity';
import { callTicket, roomState } from '@contracts/http/sessions';
import { z } from 'zod';
import { api } from '../../lib/api';

/** Everything a room's screen says to the server, as the paired device that it is. */
export const ROOM = ['room'] as const;

export const startPairing = () => api.post(pairingStarted, '/api/devices/pairing');
export const claimPairing = (pairingId: string, secret: string) =>
  api.post(pairingClaimed, `/api/devices/pairing/${pairingId}/claim`, { secret });

export const readRoom = () => api.get(roomState, '/api/room/state');
export const checkIn = (code: string, lastFour: string) =>
  api.post(roomState, '/api/room/check-in', { code, lastFour });
export const readTicket = () => api.post(callTicket, '/api/room/ticket');
export const callHelp = () => api.post(roomState, '/api/room/help');
export const report = (found: DeviceReport) => api.post(z.unknown(), '/api/room/report', found);
export const rate = (score: number) => api.post(z.unknown(), '/api/room/rating', { score });
export const done = () => api.post(roomState, '/api/room/done');
