import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  CALL_EVENTS_QUEUE,
  callEvent,
  NODE_KEY_PREFIX,
  nodeRegistration,
  type CallEvent,
} from '@contracts/media/control';
import { CONTROL_SECRET, host, party, TestHouse } from '../test-support/house';
import type { TestPeer } from '../test-support/test-peer';

const gone = (peer: TestPeer): Promise<void> => peer.until(() => peer.socket.disconnected);

describe('closures', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 400, emptyMs: 600 });
  });
  afterAll(() => house.close());

  const routersOfWorkers = async (): Promise<number> => {
    const dumps = await Promise.all(house.node.pool.workers.map((worker) => worker.dump()));
    return dumps.reduce((sum, dump) => sum + dump.routerIds.length, 0);
  };

  /** A host and a party, together in the plenary. */
  const together = async (at = house) => {
    const callId = randomUUID();
    const [official, resident] = [host(), party('A')];
    const peer = await at.arrive(callId, official);
    const other = await at.arrive(callId, resident);
    await peer.ask('peer.move', { seat: resident.seat, space: 'plenary' });
    return { callId, official, resident, peer, other };
  };

  const order = async (method: string, path: string, body = '', secret = CONTROL_SECRET, at = Date.now()) => {
    const signature = createHmac('sha256', secret).update(`${at}.${method}.${path}.${body}`).digest('hex');
    const response = await fetch(`${house.node.controlUrl}${path}`, {
      method,
      headers: { 'x-control-timestamp': String(at), 'x-control-signature': signature },
      ...(body ? { body } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  describe('a line that is cut', () => {
    it('keeps the media of a browser that comes back with its key', async () => {
      const { callId, resident, peer, other } = await together();
      await other.publish();
      await peer.hearing(resident.seat);
      const before = house.call(callId).getPeer(resident.seat);
      const producer = before.producings.get('microphone')?.producer.id;
      other.cut();
      await peer.until(
        () => peer.state?.occupants.some((one) => one.seat === resident.seat && !one.connected) ?? false,
      );
      const heard = peer.packetsFrom(resident.seat);
      other.say(10);
      await peer.until(() => peer.packetsFrom(resident.seat) === heard + 10);
      const again = await house.connect(house.ticket(callId, resident));
      const joined = await again.join(other.joined?.resumeKey);
      expect(joined).toMatchObject({ resumed: true, producers: [{ producerId: producer, source: 'microphone' }] });
      expect(house.call(callId).getPeer(resident.seat)).toBe(before);
      await peer.until(() => peer.state?.occupants.every((one) => one.connected) ?? false);
    });

    it('costs the media after the grace, and never the place', async () => {
      const { callId, resident, peer, other } = await together();
      other.cut();
      await peer.until(() => peer.state?.occupants.length === 1);
      const again = await house.arrive(callId, resident, other.joined?.resumeKey);
      expect(again.joined).toMatchObject({ resumed: false, state: { mySpace: 'plenary' } });
    });

    it('is not resumed by someone else with the same seat: the older one is told that it is replaced', async () => {
      const callId = randomUUID();
      const resident = party('A');
      const older = await house.arrive(callId, resident);
      const newer = await house.arrive(callId, resident, 'a-wrong-key');
      await older.until(() => older.over.includes('replaced'));
      await gone(older);
      expect(newer.joined?.resumed).toBe(false);
      expect(house.call(callId).peers.size).toBe(1);
      await expect(newer.ask('text.send', { text: '在' })).resolves.toEqual({});
    });
  });

  it('leaks no transport, producer, consumer or router over many joins and leaves', async () => {
    const routers = await routersOfWorkers();
    const callId = randomUUID();
    const official = await house.arrive(callId, host());
    await official.publish();
    const clean = await house.call(callId).router.dump();
    for (let round = 0; round < 15; round += 1) {
      const people = [party('A'), party('B')];
      const peers = await Promise.all(people.map((person) => house.arrive(callId, person)));
      await Promise.all(peers.map((peer) => peer.publish()));
      for (const { seat } of people) await official.ask('peer.move', { seat, space: 'plenary' });
      await official.hearing(...people.map(({ seat }) => seat));
      await peers[0]?.ask('call.leave');
      await official.ask('peer.remove', { seat: people[1]?.seat });
      await Promise.all(peers.map(gone));
    }
    await official.until(() => official.state?.occupants.length === 1 && official.hears.length === 0);
    expect(await house.call(callId).router.dump()).toEqual(clean);
    await official.ask('call.end');
    await gone(official);
    expect(await routersOfWorkers()).toBe(routers);
  });

  it('ends a call for good once it had begun and nobody has been in it for long', async () => {
    const { callId, peer, other } = await together();
    const closed = once(house.call(callId), 'close');
    await other.ask('call.leave');
    await peer.ask('call.leave');
    expect(await closed).toEqual(['empty']);
    expect(house.node.calls.live.has(callId)).toBe(false);
    await expect(house.connect(house.ticket(callId, host()))).rejects.toThrow('CALL_ENDED');
  });

  it('lets people come again to a call that emptied before it began', async () => {
    const callId = randomUUID();
    const peer = await house.arrive(callId, host());
    const closed = once(house.call(callId), 'close');
    await peer.ask('call.leave');
    expect(await closed).toEqual(['empty']);
    const again = await house.arrive(callId, host());
    expect(again.joined?.state.mySpace).toBe('plenary');
  });

  it('sends everyone elsewhere when a worker dies, and takes them back in their places', async () => {
    const { callId, official, resident, peer, other } = await together();
    await peer.ask('caucus.open', { side: 'A' });
    const replaced = once(house.node.pool, 'replaced');
    for (const worker of house.node.pool.workers) process.kill(worker.pid, 'SIGKILL');
    await Promise.all([peer, other].map((one) => one.until(() => one.over.includes('nodeClosing'))));
    await replaced;
    const again = await house.arrive(callId, resident);
    expect(again.joined?.state.mySpace).toBe('caucus:A');
    await (await house.arrive(callId, official)).ask('call.end');
    await gone(again);
  });

  describe('orders of the server', () => {
    it('end a call and kill its tickets', async () => {
      const callId = randomUUID();
      const peer = await house.arrive(callId, host());
      expect((await order('POST', `/control/calls/${callId}/end`, '{}')).status).toBe(200);
      await peer.until(() => peer.over.includes('ended'));
      await expect(house.connect(house.ticket(callId, host()))).rejects.toThrow('CALL_ENDED');
    });

    it('remove a seat, also of a call that has not begun', async () => {
      const callId = randomUUID();
      const resident = party('A');
      const body = JSON.stringify({ seat: resident.seat });
      expect((await order('POST', `/control/calls/${callId}/remove`, body)).status).toBe(200);
      await expect(house.connect(house.ticket(callId, resident))).rejects.toThrow('TICKET_REVOKED');
    });

    it('tell what the node knows', async () => {
      const callId = randomUUID();
      const official = host();
      await house.arrive(callId, official);
      const told = await order('GET', `/control/calls/${callId}`);
      expect(told.body).toMatchObject({ callId, peers: [{ seat: official.seat, space: 'plenary', connected: true }] });
      const health = await fetch(`${house.node.controlUrl}/health`);
      expect(await health.json()).toMatchObject({ ok: true, nodeId: house.node.id });
    });

    it('are refused unsigned, wrongly signed, stale, or malformed, and change nothing', async () => {
      const callId = randomUUID();
      const peer = await house.arrive(callId, host());
      const path = `/control/calls/${callId}/end`;
      expect((await fetch(`${house.node.controlUrl}${path}`, { method: 'POST' })).status).toBe(403);
      expect((await order('POST', path, '{}', 'another-secret-entirely')).status).toBe(403);
      expect((await order('POST', path, '{}', CONTROL_SECRET, Date.now() - 61_000)).status).toBe(403);
      expect((await order('POST', `/control/calls/${callId}/remove`, '{"seat":"x"}')).status).toBe(400);
      expect((await order('POST', `/control/calls/${callId}/remove`, 'no json')).status).toBe(400);
      expect((await order('POST', '/control/calls/none/end', '{}')).status).toBe(404);
      await expect(peer.ask('text.send', { text: '在' })).resolves.toEqual({});
    });
  });

  it('tells the server what happened, in order, each once', async () => {
    const { callId, peer, other } = await together();
    await peer.ask('caucus.open', { side: 'A' });
    await peer.ask('caucus.close');
    await other.ask('call.leave');
    await gone(other);
    const connection = new Redis(house.redis.url, { maxRetriesPerRequest: null });
    const queue = new Queue<CallEvent>(CALL_EVENTS_QUEUE, { connection });
    const call = house.call(callId);
    const ended = once(call, 'close');
    await peer.ask('call.end');
    await ended;
    const told = async (): Promise<CallEvent[]> =>
      (await queue.getJobs(['waiting'], 0, -1, true))
        .map(({ data }) => data)
        .filter((event) => event.callId === callId);
    let events = await told();
    while (!events.some(({ kind }) => kind === 'callEnded')) events = await told();
    await queue.close();
    connection.disconnect();
    events.sort((a, b) => a.sequence - b.sequence).forEach((event) => callEvent.parse(event));
    expect(events.map(({ kind }) => kind)).toEqual([
      'peerJoined',
      'peerJoined',
      'peerMoved',
      'callStarted',
      'caucusOpened',
      'peerMoved',
      'peerMoved',
      'callHeld',
      'caucusClosed',
      'peerMoved',
      'peerMoved',
      'callHeld',
      'peerLeft',
      'peerLeft',
      'callEnded',
    ]);
  });

  it('is found in Redis while it runs, and not after', async () => {
    const other = await TestHouse.open();
    const redis = new Redis(other.redis.url);
    const key = `${NODE_KEY_PREFIX}${other.node.id}`;
    const entry = nodeRegistration.parse(JSON.parse((await redis.get(key)) ?? 'null'));
    expect(entry).toMatchObject({ id: other.node.id, workers: 1, draining: false });
    expect(await redis.ttl(key)).toBeGreaterThan(10);
    await other.node.close();
    expect(await redis.exists(key)).toBe(0);
    redis.disconnect();
    await other.close();
  });

  it('is driven by no Redis: a call goes on while Redis is away', async () => {
    const lonely = await TestHouse.open();
    await lonely.redis.stop();
    const { resident, peer, other } = await together(lonely);
    await other.publish();
    await peer.hearing(resident.seat);
    other.say(5);
    await peer.until(() => peer.packetsFrom(resident.seat) === 5);
    await lonely.close();
  }, 15_000);
});
