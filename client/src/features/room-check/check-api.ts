import { checkView, type CheckView, type ReportCheck } from '@contracts/http/devices';
import { callTicket } from '@contracts/http/sessions';
import { api } from '../../lib/api';

/** As the room's screen on `/room`, as the member of staff elsewhere. */
export const readLineTicket = () => api.post(callTicket, '/api/line-check');

export const sendCheck = (report: ReportCheck, idempotencyKey: string): Promise<CheckView> =>
  api.post(checkView, '/api/device-checks', report, { idempotencyKey });
