import { inflateSync } from 'node:zlib';
import type { RequestView } from '@contracts/http/requests';
import { sharedBureau } from '../support/bureau';
import { asResident, asStaff } from '../support/client';
import type { NoticeRow } from '../support/notices';
import { consultation } from '../support/registering';
import { startServerProcess } from '../support/server-process';

/** Ten in the morning at the bureau; in UTC it is two at night, in the zone of the reader it is what it is. */
const START = '2026-11-25T02:00:00.000Z';

const bureau = sharedBureau({ now: '2026-11-23T01:00:00.000Z' });

/** Books through a server process of the given zone, and reads what it tells in every way there is. */
async function toldBy(TZ: string, n: number) {
  const server = await startServerProcess(bureau.app, { ROLE: 'api', TZ });
  try {
    const clerk = (await asStaff(bureau.app, bureau.county.stations[0].clerkId)).at(server.url);
    const { body } = await clerk.postOnce<RequestView>(
      '/api/requests',
      consultation(bureau.county, n, { startsAt: START }),
    );
    const partyId = body.parties[0]?.id ?? '';
    const rows = await bureau.database.query<NoticeRow>(
      `SELECT body, reminder, due_at FROM notice WHERE request_id = $1 AND channel = 'sms' ORDER BY due_at`,
      [body.id],
    );
    const resident = (await asResident(bureau.app, partyId)).at(server.url);
    const ics = (await resident.bytes('/api/resident/appointment.ics')).body.toString();
    const slip = (await clerk.bytes(`/api/requests/${body.id}/slip.pdf`)).body;
    const view = await resident.get<{ startsAt: string }>('/api/resident/appointment');
    await bureau.database.query('DELETE FROM reservation');
    return {
      messages: rows.map((row) => /\d+月\d+日 \S+ \S+ \d+:\d\d/.exec(row.body)?.[0]),
      reminders: rows.flatMap(({ reminder, due_at }) => (reminder ? [due_at.toISOString()] : [])),
      calendar: /DTSTART:(\S+)/.exec(ics)?.[1],
      page: view.body.startsAt,
      slip: inkOf(slip),
    };
  } finally {
    await server.stop();
  }
}

/** The drawing of the slip above the cut, without what differs from one booking to the next. */
function inkOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const start = text.indexOf('stream\n') + 'stream\n'.length;
  const page = inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1');
  // The day and the clock are the largest writing of the page, in order.
  return page.split('BT').filter((line) => /\/F\d+ (34|82|81|80) Tf/.test(line));
}

describe('a server in UTC and one in Asia/Shanghai', () => {
  it('tell the same local time in message, reminder, calendar file, page and slip', async () => {
    const utc = await toldBy('UTC', 1);
    const shanghai = await toldBy('Asia/Shanghai', 2);
    expect(utc).toEqual(shanghai);
    expect(utc.messages).toEqual(Array(3).fill('11月25日 星期三 上午 10:00'));
    expect(utc.reminders).toEqual(['2026-11-24T10:00:00.000Z', '2026-11-25T01:00:00.000Z']);
    expect([utc.calendar, utc.page]).toEqual(['20261125T020000Z', START]);
    expect(utc.slip.length).toBeGreaterThan(0);
  }, 200_000);
});
