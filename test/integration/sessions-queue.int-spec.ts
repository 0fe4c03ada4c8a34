import { CALL_EVENTS_QUEUE, type CallEvent } from '@contracts/media/control';
import type { SessionView } from '@contracts/http/sessions';
import { Queue, QueueEvents } from 'bullmq';
import { startApp, type TestApp } from '../support/app';
import { asStaff } from '../support/client';
import { createCounty, type TestCounty } from '../support/county';
import { consultation } from '../support/registering';
import { book, sitDown, teller } from '../support/visits';

let app: TestApp;
let county: TestCounty;
let queue: Queue;
let done: QueueEvents;

beforeAll(async () => {
  app = await startApp({ env: { ROLE: 'all' } });
  county = await createCounty(app.database);
  const connection = { url: app.env['REDIS_URL'] ?? '' };
  queue = new Queue(CALL_EVENTS_QUEUE, { connection });
  done = new QueueEvents(CALL_EVENTS_QUEUE, { connection });
  await done.waitUntilReady();
});
afterAll(async () => {
  await queue.close();
  await done.close();
  await app.stop();
});

/** Puts an event into the queue as a media node does, and waits until it was worked. */
async function queued(event: unknown, jobId: string): Promise<void> {
  const job = await queue.add('event', event, { jobId });
  await job.waitUntilFinished(done);
}

describe('the queue of call events', () => {
  it('is worked into the session, and survives what it cannot understand', async () => {
    const clerk = await asStaff(app, county.stations[0].clerkId);
    const startsAt = new Date('2026-11-24T10:00:00+08:00').toISOString();
    const request = await book(clerk, consultation(county, 1, { channel: 'phone' }), startsAt);
    await sitDown(app, county.stations[0], request.parties[0]);
    const official = await asStaff(app, county.hukou.staffId);
    const open = () => official.post<SessionView>(`/api/appointments/${request.appointment?.id}/session`);
    const { body: session } = await open();
    const { event } = teller(app, session.id);
    const started: CallEvent = event({ kind: 'callStarted' });
    await queued({ kind: 'nonsense' }, 'nonsense');
    await queued(started, 'first');
    await queued(started, 'again');
    const { body } = await open();
    expect(body.startedAt).toBe(started.at);
    expect(body.appointment.state).toBe('inSession');
    expect(await app.database.query('SELECT kind FROM session_event')).toEqual([{ kind: 'callStarted' }]);
  });
});
