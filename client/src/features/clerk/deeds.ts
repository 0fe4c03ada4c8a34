import type { PairingApproval } from '@contracts/http/identity';
import type { SpokenNotice } from '@contracts/http/notices';
import type { RoomOutOfOrder } from '@contracts/http/replan';
import type { CheckIn } from '@contracts/http/requests';
import { z } from 'zod';
import { api } from '../../lib/api';

/*
 * What the desk writes. Each takes the key of its dialog, so that pressing twice is done once, and the version that
 * the clerk saw, so that two desks never undo each other.
 */
const done = z.unknown();
const post = (path: string, body: object, idempotencyKey: string): Promise<unknown> =>
  api.post(done, path, body, { idempotencyKey });

export const checkIn = (partyId: string, body: CheckIn, key: string) =>
  post(`/api/parties/${partyId}/check-in`, body, key);
export const checkIdentity = (partyId: string, key: string) => post(`/api/parties/${partyId}/identity`, {}, key);
export const tellBySpeech = (requestId: string, body: SpokenNotice, key: string) =>
  post(`/api/requests/${requestId}/spoken-notice`, body, key);
export const approvePairing = (body: PairingApproval) => api.post(done, '/api/devices/pairing/approve', body);

/** 回避: a party objects to the official who is booked. Saying it twice changes nothing. */
export const object = (requestId: string, officialId: string, reason: string) =>
  api.post(done, `/api/requests/${requestId}/recusals`, { officialId, reason });

/** They did not come; their room and official are free again. */
export const markNoShow = (requestId: string, body: { version: number; reason: string }, key: string) =>
  post(`/api/requests/${requestId}/no-show`, body, key);
/** They came after all. */
export const undoNoShow = (requestId: string, body: { version: number; reason: string }, key: string) =>
  post(`/api/requests/${requestId}/no-show/undo`, body, key);
/** The resident does not want it any more. `version` is that of the request. */
export const withdraw = (requestId: string, body: { version: number; reason: string }, key: string) =>
  post(`/api/requests/${requestId}/withdraw`, body, key);

export const joinQueue = (stationId: string, requestId: string, key: string) =>
  post(`/api/stations/${stationId}/queue`, { requestId }, key);
export const callNext = (stationId: string, entry: { id: string; version: number }, key: string) =>
  post(`/api/stations/${stationId}/queue/call-next`, { entryId: entry.id, version: entry.version }, key);
export const leaveQueue = (entryId: string, body: { version: number; reason: string }, key: string) =>
  post(`/api/queue/${entryId}/leave`, body, key);

/** The room's device or line has failed, or works again. */
export const reportOutOfOrder = (roomId: string, body: RoomOutOfOrder, key: string) =>
  post(`/api/rooms/${roomId}/out-of-order`, body, key);

/** A party was led out of the room whose set two parties share, or in again. */
export const sayLedOut = (sessionId: string, body: { partyId: string; ledOut: boolean }, key: string) =>
  post(`/api/sessions/${sessionId}/led-out`, body, key);
