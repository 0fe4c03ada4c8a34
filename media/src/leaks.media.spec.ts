import { randomUUID } from 'node:crypto';
import type { ConsumerCreated, Joined, TransportCreated } from '@contracts/media/signalling';
import { host, TestHouse, type Person } from '../test-support/house';
import type { TestPeer } from '../test-support/test-peer';

jest.setTimeout(180_000);

/** As many as a busy county has in a week. */
const JOINS = 1_000;
/** At once in one call: each hears the four others. */
const AT_ONCE = 5;

const microphone = (ssrc: number) => ({
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc }],
});

describe('a thousand joins and leaves', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 1, emptyMs: 1 });
  });
  afterAll(() => house.close());

  /** All that the worker holds for anybody. */
  const held = async () => {
    const [worker] = house.node.pool.workers;
    if (!worker) throw new Error('no worker');
    const { routerIds, channelMessageHandlers } = await worker.dump();
    const taken = house.node.pool.take();
    taken?.release();
    return { routerIds, channelMessageHandlers, server: await taken?.pooled.webRtcServer.dump() };
  };
  const gone = (callId: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (house.node.calls.live.has(callId)) return;
        house.node.calls.off('closed', look);
        resolve();
      };
      house.node.calls.on('closed', look);
      look();
    });

  /** Someone with real transports, who sends and hears, as a browser does. */
  async function arrive(callId: string, person: Person, ssrc: number): Promise<{ peer: TestPeer; hears: Set<string> }> {
    const peer = await house.connect(house.ticket(callId, person));
    const hears = new Set<string>();
    peer.socket.off('consumer.created');
    peer.socket.on('consumer.created', (created: ConsumerCreated, ack: () => void) => {
      hears.add(created.seat);
      ack();
    });
    const joined: Joined = await peer.join();
    const { id } = await peer.ask<TransportCreated>('transport.create', { direction: 'send' });
    const rtpCapabilities = joined.routerRtpCapabilities;
    await peer.ask('transport.create', { direction: 'receive', rtpCapabilities });
    const rtpParameters = microphone(ssrc);
    await peer.ask('producer.create', { transportId: id, kind: 'audio', source: 'microphone', rtpParameters });
    return { peer, hears };
  }

  it('leave no transport, producer, consumer or router in the worker, and no call or peer in the node', async () => {
    const before = await held();
    const most = { transports: 0, consumers: 0 };
    for (let done = 0; done < JOINS; done += AT_ONCE) {
      const callId = randomUUID();
      const people = Array.from({ length: AT_ONCE }, () => host());
      const here = await Promise.all(people.map((person, at) => arrive(callId, person, done + at + 1)));
      const call = house.call(callId);
      most.transports = Math.max(most.transports, (await call.router.dump()).transportIds.length);
      most.consumers = Math.max(most.consumers, house.node.calls.counts().consumers);
      const closing = gone(callId);
      // Each leaves in a way of their own.
      const [leaves, drops, removed, replaced, last] = here;
      if (!leaves || !drops || !removed || !replaced || !last) throw new Error('not all came');
      await leaves.peer.ask('call.leave');
      drops.peer.cut();
      await last.peer.ask('peer.remove', { seat: removed.peer.seat });
      const again = people[3];
      if (again) (await arrive(callId, again, JOINS + done + 1)).peer.hangUp();
      if (done % 2 === 0) last.peer.hangUp();
      else await last.peer.ask('call.end');
      await closing;
      for (const { peer } of here) peer.hangUp();
    }
    expect(most.transports).toBeGreaterThanOrEqual(2 * AT_ONCE);
    expect(most.consumers).toBeGreaterThan(0);
    expect(await held()).toEqual(before);
    expect(house.node.calls.counts()).toEqual({ calls: 0, peers: 0, consumers: 0 });
  });
});
