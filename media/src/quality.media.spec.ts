import pino from 'pino';
import type { PeerQuality } from '@contracts/media/signalling';
import { CLEAN_LINE } from '../test-support/clean-line';
import { TestHouse } from '../test-support/house';
import { Table } from '../test-support/table';
import type { TestPeer } from '../test-support/test-peer';
import { ShiftedClock } from './clock';
import type { Happening } from './events';
import type { Measured } from './line-sample';
import { QualityWatch } from './quality';

describe('a line that is measured', () => {
  let house: TestHouse;
  let table: Table;
  let watch: QualityWatch;
  let happened: Happening[];
  let atMs: number;

  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    table = await Table.lay(house);
    happened = [];
    atMs = 0;
    const { peers } = table.call;
    watch = new QualityWatch({
      ...{ peers, clock: new ShiftedClock(), log: pino({ level: 'silent' }) },
      happened: (happening) => happened.push(happening),
    });
  });
  afterEach(() => watch.close());

  /** One sample of a person's line, 2.5 s after the one before. */
  const sample = async (seat: string, change: Partial<Measured['line']>, bytes = atMs + 1): Promise<void> => {
    atMs += 2_500;
    const line = { ...CLEAN_LINE, ...change };
    // What loses has little room, too, though a small picture finds it.
    const availableBps = line.lossTo > 0 ? 400_000 : 1_000_000;
    const way = { atMs, availableBps, lossTo: line.lossTo, concealedShare: line.concealedShare, voices: 2 };
    await watch.take(table.call.getPeer(seat), { line, way, heardBytes: bytes, mediaBytes: bytes }, atMs);
  };
  /** Voice and picture of a person reach this peer. */
  const bothFlow = (peer: TestPeer, seat: string): Promise<void> =>
    peer.until(() => [...peer.heard.values()].filter((one) => one.seat === seat && one.flows).length === 2);
  const told = (peer: TestPeer): PeerQuality[] => peer.toldBy('peer.quality') as PeerQuality[];

  it('is told with its trouble and numbers to those who may know of the person', async () => {
    await table.move(table.people.a, 'plenary');
    const { host: official, a, b } = table.peers;
    await sample(a.seat, { roundTripMs: 350, lossFrom: 0.01 });
    for (const peer of [official, a]) {
      await peer.until(() => told(peer).length === 1);
      expect(told(peer)[0]).toMatchObject({
        ...{ seat: a.seat, grade: 'poor', trouble: 'roundTrip', lossShare: 0.01, roundTripMs: 350 },
      });
    }
    expect(told(b)).toEqual([]);
  });

  it('is written down once in ten seconds while media flows, and told with it to who may move people', async () => {
    await table.admit();
    const { host: official, a, b } = table.peers;
    for (let count = 0; count < 13; count += 1) await sample(a.seat, { lossTo: count === 1 ? 0.03 : 0 });
    const rows = happened.filter(({ kind }) => kind === 'lineMeasured');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ seat: a.seat, grade: 'poor', trouble: 'loss', lossShare: 0.03, roundTripMs: 40 });
    await official.until(() => told(official).length === 5);
    await b.ask('text.send', { text: '在' });
    expect(told(b).map(({ grade }) => grade)).toEqual(['good', 'poor', 'good']);
    const still = happened.length;
    for (let count = 0; count < 10; count += 1) await sample(a.seat, {}, 7);
    expect(happened).toHaveLength(still);
  });

  it('is blamed for frozen pictures only where it loses or is narrow; else the line they were sent over is', async () => {
    await table.admit();
    const { host: official, a, b } = table.peers;
    await a.publish('camera');
    await bothFlow(b, a.seat);
    await bothFlow(official, a.seat);
    const graded = (seat: string) => told(official).filter((one) => one.seat === seat);

    // Two viewers of one sender: what both saw is one trouble of the sender's.
    await sample(b.seat, { freezes: 3 });
    await sample(official.seat, { freezes: 2 });
    await sample(a.seat, {});
    await official.until(() => graded(a.seat).length === 1);
    expect(graded(a.seat)).toMatchObject([{ grade: 'bad', trouble: 'freezes' }]);
    expect([...graded(b.seat), ...graded(official.seat)].map(({ grade }) => grade)).toEqual(['good', 'good']);

    await sample(b.seat, { freezes: 3, lossTo: 0.04 });
    await official.until(() => graded(b.seat).length === 2);
    expect(graded(b.seat).at(-1)).toMatchObject({ grade: 'bad', trouble: 'freezes' });
    for (let count = 0; count < 4; count += 1) await sample(a.seat, {});
    await official.until(() => graded(a.seat).at(-1)?.grade === 'good');
  });

  it('is not blamed for frozen pictures while nobody can say whose they were', async () => {
    await table.admit();
    const { host: official, a, b } = table.peers;
    await a.publish('camera');
    await official.publish('camera');
    await bothFlow(b, a.seat);
    await bothFlow(b, official.seat);
    for (const [seat, freezes] of [[b.seat, 3] as const, [a.seat, 0] as const, [official.seat, 0] as const]) {
      await sample(seat, { freezes });
    }
    await official.until(() => told(official).length === 3);
    expect(told(official).map(({ grade }) => grade)).toEqual(['good', 'good', 'good']);
  });

  it('loses its cameras before its sound when it is bad, and gets them back when it holds', async () => {
    await table.admit();
    const { a, b } = table.peers;
    await a.publish('camera');
    const camera = (): string => table.call.getPeer(a.seat).producings.get('camera')?.producer.id ?? '';
    const listening = () => table.call.getPeer(b.seat).listenings.get(camera());
    await bothFlow(b, a.seat);
    // Of a way that has just been made little is known.
    for (let count = 0; count < 10; count += 1) await sample(b.seat, {});
    for (let count = 0; count < 3; count += 1) await sample(b.seat, { lossTo: 0.15 });
    const consumerId = listening()?.consumer?.id;
    await b.until(() => b.toldBy('consumer.paused').length === 1);
    expect(b.toldBy('consumer.paused')).toEqual([{ consumerId, by: 'line' }]);
    const heard = b.packetsFrom(a.seat);
    a.say(50, 'camera');
    a.say(50);
    await b.until(() => b.packetsFrom(a.seat) === heard + 50);
    await table.call.router.dump();
    expect(b.packetsFrom(a.seat)).toBe(heard + 50);

    // A picture that is sent anew meanwhile does not flow either.
    await a.ask('producer.close', { producerId: camera() });
    await a.publish('camera');
    await b.until(() => [...b.heard.values()].some(({ open, flows }) => open && !flows));
    await b.until(() => b.toldBy('consumer.paused').length === 2);
    for (let count = 0; count < 12; count += 1) await sample(b.seat, {});
    await b.until(() => b.toldBy('consumer.resumed').length === 1);
    a.say(50, 'camera');
    await b.until(() => b.packetsFrom(a.seat) === heard + 100);
  });

  it('of others goes on as it is', async () => {
    await table.admit();
    const { a, b, host: official } = table.peers;
    await a.publish('camera');
    await bothFlow(official, a.seat);
    for (let count = 0; count < 3; count += 1) await sample(b.seat, { lossTo: 0.15 });
    const heard = official.packetsFrom(a.seat);
    a.say(20, 'camera');
    await official.until(() => official.packetsFrom(a.seat) === heard + 20);
    expect(official.toldBy('consumer.paused')).toEqual([]);
  });

  it('is as the browser reports it too', async () => {
    const { a } = table.peers;
    await a.ask('line.report', { roundTripMs: 700, concealedShare: 0.1, freezes: 2 });
    await a.ask('line.report', { roundTripMs: 650, concealedShare: 0, freezes: 1 });
    expect(table.call.getPeer(a.seat).report).toMatchObject({ roundTripMs: 650, concealedShare: 0, freezes: 3 });
  });
});
