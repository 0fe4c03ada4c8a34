import { callTicket, type CallTicket } from '@contracts/http/sessions';
import { api } from '../../lib/api';

/** A colleague comes by their sign-in, an interpreter by the code at the end of their link. */
export const readGuestTicket = (sessionId: string | null, code: string): Promise<CallTicket> =>
  sessionId === null
    ? api.post(callTicket, '/api/guest-link/ticket', { code })
    : api.post(callTicket, `/api/sessions/${sessionId}/guest-ticket`);
