import { asResident } from '../support/client';
import { sharedBureau } from '../support/bureau';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';

const bureau = sharedBureau();

describe('a write that a double click repeats', () => {
  it('is refused without an Idempotency-Key, and changes nothing', async () => {
    const request = await bureau.register(consultation(bureau.county));
    const { version } = request;
    const { scheduler, clerk } = bureau;
    const resident = await asResident(bureau.app, request.parties[0]?.id ?? '');
    const station = bureau.county.stations[0].id;
    const of = `/api/requests/${request.id}`;
    for (const write of [
      () => clerk.post<unknown>('/api/requests', consultation(bureau.county, 2)),
      () => scheduler.post<unknown>(`${of}/place`, { version }),
      () => clerk.post<unknown>(`${of}/withdraw`, { version }),
      () => scheduler.post<unknown>(`${of}/cancel`, { version, reason: '线路检修' }),
      () => clerk.post<unknown>(`${of}/no-show`, { version, reason: '' }),
      () => clerk.post<unknown>(`${of}/no-show/undo`, { version, reason: '' }),
      () => clerk.post<unknown>(`/api/stations/${station}/queue`, { requestId: request.id }),
      () => clerk.post<unknown>(`/api/stations/${station}/queue/call-next`, { entryId: request.id, version: 1 }),
      () => clerk.post<unknown>(`/api/queue/${request.id}/leave`, { version: 1, reason: '' }),
      () => resident.post<unknown>('/api/resident/reschedule', { startsAt: request.appointment?.startsAt }),
      () => resident.post<unknown>('/api/resident/cancel', { reason: '' }),
      () => resident.post<unknown>('/api/resident/withdraw', { reason: '' }),
    ])
      expect(await refusedBy(bureau.app, write)).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
  });
});
