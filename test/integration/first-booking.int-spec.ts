import type { RequestView } from '@contracts/http/requests';
import { freshBureau } from '../support/bureau';
import { consultation, dispute } from '../support/registering';

const bureau = freshBureau();

const FACTS = `SELECT kind, channel, state, body, language, starts_at, reminder, (due_at - created_at)::text AS after, link
                 FROM notice WHERE request_id = $1 ORDER BY kind, channel, due_at`;

/** The start that the planner finds by itself, given back again. */
async function freeStart(body: unknown): Promise<{ planned: RequestView; startsAt: string }> {
  const { body: planned } = await bureau.clerk.postOnce<RequestView>('/api/requests', body);
  const startsAt = planned.appointment?.startsAt;
  if (!startsAt) throw new Error('the county is free');
  return { planned, startsAt };
}

describe('a start that is chosen with the registration', () => {
  it('is answered with what is stored, and told of in the words of every other booking', async () => {
    const { planned, startsAt } = await freeStart(consultation(bureau.county));
    const told = await bureau.database.query<Record<string, unknown>>(FACTS, [planned.id]);
    await bureau.clerk.postOnce(`/api/requests/${planned.id}/withdraw`, { reason: '不来了', version: planned.version });

    const { status, body } = await bureau.clerk.postOnce<RequestView>('/api/requests', {
      ...consultation(bureau.county),
      startsAt,
    });
    expect(status).toBe(201);
    expect(body).toEqual((await bureau.clerk.get<RequestView>(`/api/requests/${body.id}`)).body);

    const [code, earlier] = [body.parties[0]?.bookingCode ?? '', planned.parties[0]?.bookingCode ?? ''];
    const inWordsOf = (text: unknown): unknown =>
      typeof text === 'string'
        ? text
            .replaceAll(planned.no, body.no)
            .replaceAll(`${earlier.slice(0, 4)}-${earlier.slice(4)}`, `${code.slice(0, 4)}-${code.slice(4)}`)
            .replace(/\/c\/[\w-]{16}/, '/c/')
        : text;
    const facts = await bureau.database.query<Record<string, unknown>>(FACTS, [body.id]);
    const comparable = (rows: Record<string, unknown>[]) =>
      rows.map((row) => ({ ...row, body: inWordsOf(row['body']), link: typeof row['link'] }));
    expect(facts.length).toBeGreaterThanOrEqual(3);
    expect(comparable(facts)).toEqual(comparable(told));
  });

  it('answers both sides of a dispute with what is stored', async () => {
    const { planned, startsAt } = await freeStart(dispute(bureau.county));
    await bureau.clerk.postOnce(`/api/requests/${planned.id}/withdraw`, { reason: '不来了', version: planned.version });
    const { status, body } = await bureau.clerk.postOnce<RequestView>('/api/requests', {
      ...dispute(bureau.county),
      startsAt,
    });
    expect(status).toBe(201);
    expect(body).toEqual((await bureau.clerk.get<RequestView>(`/api/requests/${body.id}`)).body);
  });

  it('writes both audit entries and one delivery for each webhook that listens, with the answer itself', async () => {
    await bureau.database.query(
      `INSERT INTO webhook_endpoint (id, name, url, events, secret_sealed, created_at, created_by)
       VALUES (gen_random_uuid(), 'hook', 'http://127.0.0.1:9/', '{appointment.booked}', 'sealed', now(), $1)`,
      [bureau.county.stations[0].clerkId],
    );
    const { planned, startsAt } = await freeStart(consultation(bureau.county));
    await bureau.clerk.postOnce(`/api/requests/${planned.id}/withdraw`, { reason: '不来了', version: planned.version });
    const { body } = await bureau.clerk.postOnce<RequestView>('/api/requests', {
      ...consultation(bureau.county),
      startsAt,
    });
    const audits = await bureau.database.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE subject_id = ANY($1) ORDER BY sequence',
      [[body.id, body.appointment?.id]],
    );
    expect(audits.map(({ action }) => action)).toEqual(['request.register', 'appointment.book']);
    const sent = await bureau.database.query<{ body: { requestId: string; startsAt: string } }>(
      `SELECT body FROM webhook_delivery WHERE body ->> 'requestId' = $1`,
      [body.id],
    );
    expect(sent).toEqual([{ body: expect.objectContaining({ requestId: body.id, startsAt }) as unknown }]);
  });
});
