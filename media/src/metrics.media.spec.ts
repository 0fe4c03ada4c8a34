import { randomUUID } from 'node:crypto';
import { host, party, TestHouse, type Person } from '../test-support/house';

const TOKEN = 'a-token-for-the-metrics';

const read = async (house: TestHouse, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${house.url}/metrics`, { headers });
  return { status: answer.status, text: await answer.text() };
};
const value = (text: string, name: string): number =>
  Number(new RegExp(`^video_home_media_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

describe('the metrics of a node', () => {
  let house: TestHouse;
  const callId = randomUUID();
  let people: [Person, Person];

  beforeAll(async () => {
    house = await TestHouse.open();
    people = [host(), party('A')];
    const official = await house.arrive(callId, people[0]);
    const resident = await house.arrive(callId, people[1]);
    await official.ask('peer.move', { seat: resident.seat, space: 'plenary' });
    await official.publish();
    await resident.hearing(official.seat);
    official.say(25);
    await resident.until(() => resident.packetsFrom(official.seat) >= 25);
    await expect(resident.ask('call.end')).rejects.toThrow('NOT_ALLOWED');
  });
  afterAll(() => house.close());

  it('count what there is', async () => {
    const { status, text } = await read(house);
    expect(status).toBe(200);
    const now = (name: string) => value(text, name);
    expect([now('workers'), now('calls'), now('peers'), now('sockets')]).toEqual([1, 1, 2, 2]);
    expect([now('transports'), now('producers'), now('consumers')]).toEqual([4, 1, 1]);
    expect([now('draining'), now('recorder_ready')]).toEqual([0, 0]);
    expect(now('messages_refused_total')).toBe(1);
    expect(now('entries_refused_total')).toBe(1);
    expect(now('event_queue_length')).toBeGreaterThanOrEqual(0);
    expect(value(text, 'worker_cpu_seconds_total{worker="0",mode="user"}'.replace(/[{}]/g, '\\$&'))).not.toBeNaN();
    expect(value(text, 'rtp_packets_total\\{direction="in"\\}')).toBeGreaterThanOrEqual(25);
  });

  it('hold no name, no seat and no call', async () => {
    const { text } = await read(house);
    for (const id of [callId, people[0].seat, people[1].seat]) expect(text).not.toContain(id);
  });

  it('never count backwards', async () => {
    const before = value((await read(house)).text, 'rtp_packets_total\\{direction="in"\\}');
    house.call(callId).end('host');
    const after = value((await read(house)).text, 'rtp_packets_total\\{direction="in"\\}');
    expect(after).toBeGreaterThanOrEqual(before);
  });

  it('are not for whom a proxy on this machine brings', async () => {
    expect((await read(house, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
  });
});

describe('the metrics of a node with a token', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open(undefined, { env: { METRICS_TOKEN: TOKEN } });
  });
  afterAll(() => house.close());

  it('are for its bearer alone, from wherever', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    expect((await read(house)).status).toBe(403);
    expect((await read(house, { authorization: 'Bearer something-else-of-it' })).status).toBe(403);
    expect((await read(house, { ...proxied, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });
});
