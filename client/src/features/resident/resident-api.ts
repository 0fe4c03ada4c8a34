import { changeOffers, type ChangeTime } from '@contracts/http/booking-life';
import { me, station } from '@contracts/http/identity';
import {
  requestReceipt,
  residentView,
  type RegisterRequest,
  type RequestReceipt,
  type ResidentView,
} from '@contracts/http/requests';
import type { RatingInput } from '@contracts/http/follow-ups';
import { slotOffer, type SlotSearch } from '@contracts/http/scheduling';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { confirmLinkView, type ConfirmLinkView } from '@contracts/http/notices';
import { api } from '../../lib/api';
import { language } from '../../lib/i18n';

/** Everything a resident's screens say to the server. */
export const useStations = () =>
  useQuery({
    queryKey: ['stations'],
    queryFn: () => api.get(z.array(station), '/api/stations'),
    staleTime: 10 * 60_000,
  });

export const useOffer = (search: SlotSearch, enabled: boolean) =>
  useQuery({
    queryKey: ['slots', search],
    queryFn: () => api.post(slotOffer, '/api/slots/search', search),
    enabled,
    staleTime: 30_000,
  });

export const register = (request: RegisterRequest, idempotencyKey: string): Promise<RequestReceipt> =>
  api.post(requestReceipt, '/api/requests', request, { idempotencyKey });

export const slipOf = (requestId: string, partyId: string): Promise<Blob> =>
  api.file(`/api/requests/${requestId}/slip.pdf`, { party: partyId, lang: language() });

export const signIn = (code: string, lastFour: string) => api.post(me, '/api/resident/sign-in', { code, lastFour });

export const readMine = (): Promise<ResidentView> => api.get(residentView, '/api/resident/appointment');
export const answerComing = (coming: boolean) => api.post(z.unknown(), '/api/resident/confirm', { coming });
/** Gives the matter up: the own time, until the freeze window begins; or the wait for one. */
export const giveUp = (reason: string, hasTime: boolean, idempotencyKey: string) =>
  api.post(z.unknown(), hasTime ? '/api/resident/cancel' : '/api/resident/withdraw', { reason }, { idempotencyKey });

export const useChangeOffers = () =>
  useQuery({ queryKey: ['resident', 'slots'], queryFn: () => api.get(changeOffers, '/api/resident/slots') });
export const takeOther = (input: ChangeTime, idempotencyKey: string) =>
  api.post(z.unknown(), '/api/resident/reschedule', input, { idempotencyKey });
export const calendarFile = (): Promise<Blob> => api.file('/api/resident/appointment.ics', { lang: language() });

const linkOf = (token: string): string => `/api/confirm/${encodeURIComponent(token)}`;
export const readLink = (token: string): Promise<ConfirmLinkView> => api.get(confirmLinkView, linkOf(token));
export const linkCalendar = (token: string): Promise<Blob> =>
  api.file(`${linkOf(token)}/appointment.ics`, { lang: language() });
export const answerLink = (token: string, coming: boolean): Promise<ConfirmLinkView> =>
  api.post(confirmLinkView, linkOf(token), { coming });
export const rate = (rating: RatingInput) => api.post(z.unknown(), '/api/resident/rating', rating);
