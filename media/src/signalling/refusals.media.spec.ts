import { randomUUID } from 'node:crypto';
import { clientMessages, type ClientMessage } from '@contracts/media/signalling';
import { guest, host, TestHouse } from '../../test-support/house';
import { Table } from '../../test-support/table';
import type { TestPeer } from '../../test-support/test-peer';

/** Things of a call that a message can name. */
interface Named {
  seat: string;
  transportId: string;
  producerId: string;
  consumerId: string;
}

interface Row {
  malformed: unknown[];
  /** Well made, as far as the schema goes. */
  wellMade: (named: Named) => object;
  /** What who holds no grant at all is refused with; `accepted` where it concerns only oneself. */
  powerless: string;
  /** What naming a thing of another call is refused with; null for what names nothing. */
  foreign: string | null;
}

const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};
const empty = { malformed: ['text', 7, [1]], wellMade: () => ({}), foreign: null };

/** Every message there is: a new one without a row is an error of types, and of the first test. */
const ROWS: Readonly<Record<ClientMessage, Row>> = {
  'call.join': {
    ...empty,
    malformed: ['text', { rtpCapabilities: 'all' }, { resumeKey: '' }],
    powerless: 'OUT_OF_ORDER',
  },
  'transport.create': {
    malformed: [{}, { direction: 'sideways' }, { direction: 'send', forceTcp: 'yes' }],
    wellMade: () => ({ direction: 'send' }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'transport.connect': {
    malformed: [{}, { transportId: '', dtlsParameters }, { transportId: 'x', dtlsParameters: 'none' }],
    wellMade: ({ transportId }) => ({ transportId, dtlsParameters }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'transport.restartIce': {
    malformed: [{}, { transportId: 7 }, { transportId: 'x'.repeat(81) }],
    wellMade: ({ transportId }) => ({ transportId }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'producer.create': {
    malformed: [{}, { transportId: 'x', kind: 'smell', source: 'microphone', rtpParameters: {} }],
    wellMade: ({ transportId }) => ({ transportId, kind: 'audio', source: 'microphone', rtpParameters: {} }),
    powerless: 'NOT_ALLOWED',
    foreign: 'MEDIA_UNKNOWN',
  },
  'producer.pause': {
    malformed: [{}, { producerId: null }],
    wellMade: ({ producerId }) => ({ producerId }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'producer.resume': {
    malformed: [{}, { producerId: {} }],
    wellMade: ({ producerId }) => ({ producerId }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'producer.close': {
    malformed: [{}, { producerId: '' }],
    wellMade: ({ producerId }) => ({ producerId }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'consumer.layers': {
    malformed: [{}, { consumerId: 'x', spatialLayer: -1 }, { consumerId: 'x', spatialLayer: 1.5 }],
    wellMade: ({ consumerId }) => ({ consumerId, spatialLayer: 0 }),
    powerless: 'MEDIA_UNKNOWN',
    foreign: 'MEDIA_UNKNOWN',
  },
  'peer.move': {
    malformed: [{}, { seat: 'nobody', space: 'plenary' }, { seat: randomUUID(), space: 'caucus:C' }],
    wellMade: ({ seat }) => ({ seat, space: 'plenary' }),
    powerless: 'NOT_ALLOWED',
    foreign: 'PEER_UNKNOWN',
  },
  'caucus.open': {
    malformed: [null, { side: 'C' }, { side: 'A', minutes: 0 }, { side: 'A', minutes: 'long' }],
    wellMade: () => ({ side: 'A' }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'caucus.close': { ...empty, powerless: 'NOT_ALLOWED' },
  'caucus.invite': {
    malformed: [{}, { side: 'AB' }, { side: 'A', minutes: 121 }],
    wellMade: () => ({ side: 'A', minutes: 5 }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'caucus.answer': {
    malformed: [{}, { accepted: 'yes' }],
    wellMade: () => ({ accepted: true }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'caucus.lock': {
    malformed: [{}, { locked: 1 }],
    wellMade: () => ({ locked: true }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'call.suspend': { ...empty, powerless: 'NOT_ALLOWED' },
  'call.resume': { ...empty, powerless: 'NOT_ALLOWED' },
  'hand.raise': {
    malformed: [{}, { raised: 'high' }, { raised: false, seat: 'x' }],
    wellMade: ({ seat }) => ({ raised: false, seat }),
    powerless: 'NOT_ALLOWED',
    foreign: 'PEER_UNKNOWN',
  },
  'line.report': {
    malformed: [
      {},
      { roundTripMs: -1, concealedShare: 0, freezes: 0 },
      { roundTripMs: 1, concealedShare: 2, freezes: 0 },
      { roundTripMs: null, concealedShare: null, freezes: 0.5 },
    ],
    wellMade: () => ({ roundTripMs: 20, concealedShare: 0, freezes: 0 }),
    powerless: 'accepted',
    foreign: null,
  },
  'echo.report': {
    malformed: [{}, { seat: 'x' }],
    wellMade: ({ seat }) => ({ seat }),
    powerless: 'PEER_UNKNOWN',
    foreign: 'PEER_UNKNOWN',
  },
  'peer.remove': {
    malformed: [{}, { seat: 'x' }],
    wellMade: ({ seat }) => ({ seat }),
    powerless: 'NOT_ALLOWED',
    foreign: 'PEER_UNKNOWN',
  },
  'peer.mute': {
    malformed: [{}, { seat: 0 }],
    wellMade: ({ seat }) => ({ seat }),
    powerless: 'NOT_ALLOWED',
    foreign: 'PEER_UNKNOWN',
  },
  'text.send': {
    malformed: [{}, { text: '' }, { text: '   ' }, { text: 'a'.repeat(1_001) }],
    wellMade: () => ({ text: '在' }),
    powerless: 'NOT_ALLOWED',
    foreign: null,
  },
  'call.end': { ...empty, powerless: 'NOT_ALLOWED' },
  'call.leave': { ...empty, powerless: 'accepted' },
};
const MESSAGES = Object.entries(ROWS) as [ClientMessage, Row][];

describe('every message of the signalling', () => {
  let house: TestHouse;
  let here: Table;
  let there: Table;
  let powerless: TestPeer;
  let early: TestPeer;
  /** Hosts of the first call: one alone would soon be told to slow down. */
  let hosts: { first: TestPeer; second: TestPeer; third: TestPeer };

  const namedOf = (table: Table): Named => {
    const peer = table.call.getPeer(table.people.a.seat);
    return {
      seat: peer.seat,
      transportId: peer.transport('send')?.id ?? '',
      producerId: peer.producings.get('microphone')?.producer.id ?? '',
      consumerId: [...peer.listenings.values()][0]?.consumer?.id ?? '',
    };
  };

  beforeAll(async () => {
    house = await TestHouse.open();
    [here, there] = [await Table.lay(house), await Table.lay(house)];
    await Promise.all([here.admit(), there.admit()]);
    const [first, second, third] = await Promise.all([0, 1, 2].map(() => house.arrive(here.callId, host())));
    if (!first || !second || !third) throw new Error('three hosts came');
    hosts = { first, second, third };
    powerless = await house.arrive(here.callId, { ...guest('clerk'), grants: [] });
    early = await house.connect(house.ticket(here.callId, guest('expert')));
  });
  afterAll(() => house.close());

  it('has a row here', () => {
    expect(Object.keys(ROWS).sort()).toEqual(Object.keys(clientMessages).sort());
  });

  it.each(MESSAGES)('%s is refused malformed', async (name, { malformed }) => {
    // Who has joined is not let in again, whatever the message holds; who has not is told what is wrong with it.
    const peer = name === 'call.join' ? early : hosts.first;
    for (const payload of malformed) expect(await here.refusal(peer, name, payload)).toBe('INPUT_INVALID');
  });

  it.each(MESSAGES)('%s is refused oversized, too deep, or not plain', async (name) => {
    const peer = name === 'call.join' ? early : hosts.second;
    const deep = JSON.parse('[{"a":'.repeat(50) + '1' + '}]'.repeat(50)) as unknown;
    expect(await here.refusal(peer, name, { pad: 'a'.repeat(45_000) })).toBe('INPUT_TOO_LARGE');
    expect(await here.refusal(peer, name, { deep })).toBe('INPUT_INVALID');
    expect(await here.refusal(peer, name, { raw: Buffer.alloc(8) })).toBe('INPUT_INVALID');
  });

  it.each(MESSAGES)('%s is refused out of order', async (name, { wellMade }) => {
    // Before joining; and joining, once one has.
    const peer = name === 'call.join' ? here.peers.host : early;
    expect(await here.refusal(peer, name, wellMade(namedOf(here)))).toBe('OUT_OF_ORDER');
  });

  it.each(MESSAGES)('%s gives who holds no grant nothing', async (name, { wellMade, powerless: expected }) => {
    if (name === 'call.leave') return expect(expected).toBe('accepted');
    expect(await here.refusal(powerless, name, wellMade(namedOf(here)))).toBe(expected);
  });

  it.each(MESSAGES.filter(([, { foreign }]) => foreign !== null))(
    '%s is refused when it names what is of another call',
    async (name, { wellMade, foreign }) => {
      const before = await there.world();
      expect(await here.refusal(hosts.third, name, wellMade(namedOf(there)))).toBe(foreign);
      expect(await there.world()).toEqual(before);
    },
  );

  it('is refused from a socket whose seat another has taken', async () => {
    const first = await house.connect(house.ticket(there.callId, there.people.b));
    await first.join();
    const closed = new Promise((resolve) => first.socket.once('disconnect', resolve));
    const second = await house.arrive(there.callId, there.people.b);
    await closed;
    expect(first.over).toContain('replaced');
    await expect(second.ask('text.send', { text: '在' })).resolves.toEqual({});
  });
});
