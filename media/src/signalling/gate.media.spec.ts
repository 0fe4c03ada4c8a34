import { randomUUID } from 'node:crypto';
import { host, party, TestHouse, type Person } from '../../test-support/house';
import type { Refused, TestPeer } from '../../test-support/test-peer';

describe('the gate', () => {
  let house: TestHouse;
  let callId: string;
  let official: Person;
  let resident: Person;
  let peers: { host: TestPeer; a: TestPeer };

  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    callId = randomUUID();
    [official, resident] = [host(), party('A')];
    peers = { host: await house.arrive(callId, official), a: await house.arrive(callId, resident) };
    await peers.a.publish();
  });

  /** All of the call that a message could change. */
  const world = async () => {
    const call = house.call(callId);
    return {
      record: structuredClone({ ...call.record, places: [...call.record.places.values()] }),
      peers: [...call.peers.values()].map((peer) => ({
        seat: peer.seat,
        transports: [peer.transport('send')?.id, peer.transport('receive')?.id],
        sources: [...peer.producings.values()].map(({ producer }) => [producer.id, producer.paused]),
        listenings: [...peer.listenings.keys()],
      })),
      router: await call.router.dump(),
    };
  };

  const refusal = async (peer: TestPeer, message: string, payload?: unknown): Promise<string> => {
    const before = await world();
    const code = await peer.ask(message, payload).then(
      () => 'accepted',
      (error: Refused) => error.code,
    );
    expect(await world()).toEqual(before);
    return code;
  };

  it.each([
    ['peer.move', { seat: 'nobody', space: 'plenary' }],
    ['peer.move', { seat: randomUUID(), space: 'caucus:C' }],
    ['peer.move', 'text instead of an object'],
    ['transport.create', { direction: 'sideways' }],
    ['transport.create', { direction: 'receive', rtpCapabilities: { codecs: 'none' } }],
    ['producer.create', { transportId: '', kind: 'smell', source: 'microphone', rtpParameters: {} }],
    ['producer.create', { transportId: 'x', kind: 'video', source: 'microphone', rtpParameters: {} }],
    ['consumer.layers', { consumerId: 'x', spatialLayer: -1 }],
    ['text.send', { text: '' }],
    ['text.send', { text: 'a'.repeat(1_001) }],
    ['caucus.open', { side: 'C' }],
    ['no.such.message', {}],
    ['caucus.open', null],
  ])('refuses a malformed %s', async (message, payload) => {
    expect(await refusal(peers.host, message, payload)).toBe('INPUT_INVALID');
  });

  it('refuses what is too large, too deep or not text', async () => {
    expect(await refusal(peers.host, 'text.send', { text: 'a'.repeat(45_000) })).toBe('INPUT_TOO_LARGE');
    expect(await refusal(peers.host, 'text.send', { text: Buffer.alloc(16) })).toBe('INPUT_INVALID');
    const deep = JSON.parse('[{"a":'.repeat(2_000) + '1' + '}]'.repeat(2_000)) as unknown;
    expect(await refusal(peers.host, 'text.send', { text: deep })).toBe('INPUT_INVALID');
  });

  it('closes a socket whose frame is larger than any honest one, and nobody else', async () => {
    const closed = new Promise((resolve) => peers.a.socket.once('disconnect', resolve));
    peers.a.socket.emit('text.send', { text: 'a'.repeat(200_000) }, () => undefined);
    await closed;
    await expect(peers.host.ask('text.send', { text: '在' })).resolves.toEqual({});
  });

  it('refuses media of others, and media that does not exist', async () => {
    const producerId = house.call(callId).getPeer(resident.seat).producings.get('microphone')?.producer.id;
    expect(await refusal(peers.host, 'producer.close', { producerId })).toBe('MEDIA_UNKNOWN');
    expect(await refusal(peers.host, 'producer.pause', { producerId })).toBe('MEDIA_UNKNOWN');
    expect(await refusal(peers.host, 'consumer.layers', { consumerId: 'x', spatialLayer: 0 })).toBe('MEDIA_UNKNOWN');
    expect(await refusal(peers.host, 'transport.restartIce', { transportId: 'x' })).toBe('MEDIA_UNKNOWN');
    expect(await refusal(peers.host, 'peer.move', { seat: randomUUID(), space: 'plenary' })).toBe('PEER_UNKNOWN');
  });

  it('refuses what comes before its turn', async () => {
    const early = await house.connect(house.ticket(callId, party('B')));
    expect(await refusal(early, 'text.send', { text: '太早' })).toBe('OUT_OF_ORDER');
    expect(await refusal(early, 'transport.create', { direction: 'send' })).toBe('OUT_OF_ORDER');
    await early.join();
    expect(await refusal(early, 'call.join')).toBe('OUT_OF_ORDER');
    expect(await refusal(early, 'transport.create', { direction: 'receive' })).toBe('OUT_OF_ORDER');
    expect(await refusal(peers.host, 'peer.move', { seat: resident.seat, space: 'caucus:A' })).toBe('SPACE_CLOSED');
  });

  it('refuses a party everything but its own voice', async () => {
    const { a } = peers;
    const { seat } = official;
    expect(await refusal(a, 'peer.move', { seat: resident.seat, space: 'plenary' })).toBe('NOT_ALLOWED');
    expect(await refusal(a, 'caucus.open', { side: 'A' })).toBe('NOT_ALLOWED');
    expect(await refusal(a, 'caucus.close')).toBe('NOT_ALLOWED');
    expect(await refusal(a, 'peer.remove', { seat })).toBe('NOT_ALLOWED');
    expect(await refusal(a, 'peer.mute', { seat })).toBe('NOT_ALLOWED');
    expect(await refusal(a, 'call.end')).toBe('NOT_ALLOWED');
    const screen = { transportId: 'x', kind: 'video', source: 'screen', rtpParameters: {} };
    expect(await refusal(a, 'producer.create', screen)).toBe('NOT_ALLOWED');
  });

  it('refuses to put a party into the caucus of the other side, whoever asks', async () => {
    const other = party('B');
    await house.arrive(callId, other);
    await peers.host.ask('caucus.open', { side: 'A' });
    expect(await refusal(peers.host, 'peer.move', { seat: other.seat, space: 'caucus:A' })).toBe('NOT_ALLOWED');
    expect(await refusal(peers.host, 'peer.move', { seat: other.seat, space: `waiting:${resident.seat}` })).toBe(
      'NOT_ALLOWED',
    );
  });

  it('refuses parameters that mediasoup refuses, and the worker lives', async () => {
    const { host: peer } = peers;
    const made = await peer.ask<{ id: string }>('transport.create', { direction: 'send' });
    const create = { transportId: made.id, kind: 'audio', source: 'microphone' };
    for (const rtpParameters of [
      {},
      { codecs: [{}] },
      { codecs: [{ mimeType: 'audio/none', payloadType: 1, clockRate: 1 }], encodings: [{ ssrc: 1 }] },
    ]) {
      expect(await refusal(peer, 'producer.create', { ...create, rtpParameters })).toBe('INPUT_INVALID');
    }
    const dtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: 'zz' }] };
    for (const bad of [{}, dtlsParameters]) {
      expect(await refusal(peer, 'transport.connect', { transportId: made.id, dtlsParameters: bad })).toBe(
        'INPUT_INVALID',
      );
    }
    expect(house.node.pool.workers.every((worker) => !worker.closed)).toBe(true);
  });

  it('ignores what asks for no answer, and counts it', async () => {
    const before = await world();
    const { ignored } = house.node.signalling.gate.counters;
    peers.host.socket.emit('call.end', {});
    peers.host.socket.emit('peer.remove', { seat: resident.seat }, 'not a function');
    await peers.host.ask('text.send', { text: '在' });
    expect(await world()).toEqual(before);
    expect(house.node.signalling.gate.counters.ignored).toBe(ignored + 2);
  });

  it('slows haste down, and closes the socket of who does not stop', async () => {
    const closed = new Promise((resolve) => peers.a.socket.once('disconnect', resolve));
    const codes = new Set<string>();
    for (let count = 0; count < 2_000; count += 1) {
      peers.a.socket.emit('text.send', { text: '快' }, (answer: { ok: boolean; error?: { code: string } }) => {
        codes.add(answer.error?.code ?? 'ok');
      });
    }
    await closed;
    expect(codes).toContain('TOO_MANY_TRIES');
    await expect(peers.host.ask('text.send', { text: '在' })).resolves.toEqual({});
  });
});
