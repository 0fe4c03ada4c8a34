import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import fc from 'fast-check';
import type { Ack } from '@contracts/errors';
import { clientMessages, type Joined, type TransportCreated } from '@contracts/media/signalling';
import { REFUSALS } from '@domain/errors';
import { host, TestHouse } from '../test-support/house';
import type { TestPeer } from '../test-support/test-peer';
import { Session } from './signalling/session';
import type { Link } from './peer';

jest.setTimeout(300_000);

/** The same ten thousand each time: what fails once fails always. */
const SEED = 20_261_124;
const MESSAGES = 5_000;
const RTP = 2_500;
const DTLS = 1_500;
const PACKETS = 1_000;
/** A fresh receiver comes so often that its limit of haste, which has tests of its own, is never met. */
const PER_RECEIVER = 50;

const opus = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2, parameters: {} };
const rtpParameters = {
  mid: '0',
  codecs: [opus],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1, encrypt: false, parameters: {} }],
  encodings: [{ ssrc: 1_111, dtx: false }],
  rtcp: { cname: 'a', reducedSize: true },
};
const fingerprint = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') };
const dtlsParameters = { role: 'client', fingerprints: [fingerprint] };

const junk = fc.oneof(
  fc.anything({ withNullPrototype: false }),
  fc.string({ maxLength: 200 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, '', -1, 2 ** 31, 2 ** 32, 2 ** 53, Number.NaN, '\0', '__proto__', [], {}),
);

/** All places in a value, as paths. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}
function put(value: unknown, [key, ...rest]: string[], what: unknown): unknown {
  if (key === undefined) return what;
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? put(one, rest, what) : (one as unknown)));
  const record = { ...(value as Record<string, unknown>) };
  return { ...record, [key]: put(record[key], rest, what) };
}
/** An honest value in which one to three places hold something else. */
const broken = (honest: unknown) =>
  fc
    .array(fc.tuple(fc.constantFrom(...pathsOf(honest)), junk), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((value, [path, what]) => put(value, path, what), honest));

/** What browsers cannot send over JSON is sent as JSON has it. */
const wire = (value: unknown): unknown => {
  const text = JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

describe('a node that is sent nonsense', () => {
  let house: TestHouse;
  let bystander: TestPeer;
  const died: unknown[] = [];
  const codes = new Map<string, number>();

  beforeAll(async () => {
    house = await TestHouse.open({ graceMs: 1, emptyMs: 1 });
    house.node.pool.on('died', (pid) => died.push(pid));
    bystander = await house.arrive(randomUUID(), host());
  });
  afterAll(() => house.close());
  afterEach(async () => {
    // An unhandled rejection fails the test by itself: Jest listens for it.
    expect(died).toEqual([]);
    await expect(bystander.ask('text.send', { text: '在' })).resolves.toEqual({});
  });

  /** Someone seated in a call of their own, whose messages go through the real gate to the real worker. */
  class Fuzzer {
    #session: Session | null = null;
    #receive: ((event: string, args: readonly unknown[]) => void) | null = null;
    #sent = 0;

    async send(event: string, payload: unknown): Promise<Ack<unknown>> {
      const answer = await this.#ask(event, payload);
      if (answer.ok) codes.set('ok', (codes.get('ok') ?? 0) + 1);
      else {
        expect(REFUSALS).toHaveProperty(answer.error.code);
        expect(answer.error.code).not.toBe('INTERNAL');
        codes.set(answer.error.code, (codes.get(answer.error.code) ?? 0) + 1);
      }
      return answer;
    }

    /** A joined session; a new one where a message happened to end the last. */
    async seat(): Promise<Session> {
      const seated = this.#session;
      if (seated && !this.#isOver(seated)) return seated;
      const link: Link = { emit: () => undefined, confirm: () => Promise.resolve(true), disconnect: () => undefined };
      const session = new Session(house.claims(randomUUID(), host()), link);
      this.#session = session;
      this.#receive = null;
      const joined = await this.#ask('call.join', {});
      expect(joined.ok).toBe(true);
      const { routerRtpCapabilities } = (joined as { data: Joined }).data;
      await this.#ask('transport.create', { direction: 'receive', rtpCapabilities: routerRtpCapabilities });
      return session;
    }

    async transport(): Promise<string> {
      await this.seat();
      const made = await this.#ask('transport.create', { direction: 'send' });
      return made.ok ? (made.data as TransportCreated).id : '';
    }

    #isOver(session: Session): boolean {
      try {
        session.seated();
        return false;
      } catch {
        return true;
      }
    }

    #ask(event: string, payload: unknown): Promise<Ack<unknown>> {
      const session = this.#session;
      if (!session) throw new Error('not seated');
      if (!this.#receive || this.#sent % PER_RECEIVER === 0) {
        this.#receive = house.node.signalling.gate.receiver(session, () => {
          throw new Error('the fuzzer is too hasty');
        });
      }
      this.#sent += 1;
      const receive = this.#receive;
      return new Promise((resolve) => receive(event, [payload, resolve]));
    }
  }

  const names = Object.keys(clientMessages);
  const honest = {
    seat: randomUUID(),
    space: 'plenary',
    side: 'A',
    minutes: 5,
    accepted: true,
    transportId: 'x',
    producerId: 'x',
    consumerId: 'x',
    kind: 'audio',
    source: 'microphone',
    direction: 'send',
    spatialLayer: 1,
    rtpParameters,
    dtlsParameters,
    text: '在',
  };

  it(`answers ${MESSAGES} malformed messages, each by a code`, async () => {
    const fuzzer = new Fuzzer();
    const message = fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }),
      fc.oneof(junk, broken(honest), broken(honest)),
    );
    for (const [event, payload] of fc.sample(message, { numRuns: MESSAGES, seed: SEED })) {
      await fuzzer.seat();
      await fuzzer.send(event, wire(payload));
    }
    expect(codes.get('INPUT_INVALID')).toBeGreaterThan(MESSAGES / 4);
  });

  it(`answers ${RTP} malformed RTP parameters and capabilities, each by a code`, async () => {
    const fuzzer = new Fuzzer();
    const session = await fuzzer.seat();
    const { rtpCapabilities } = session.seated().call.router;
    const arbitrary = fc.oneof(
      broken(rtpParameters).map((one) => ({ rtpParameters: one })),
      broken(rtpParameters).map((one) => ({ rtpParameters: one })),
      broken(rtpCapabilities).map((one) => ({ rtpCapabilities: one })),
    );
    let transportId = await fuzzer.transport();
    let at = 0;
    for (const fuzzed of fc.sample(arbitrary, { numRuns: RTP, seed: SEED + 1 })) {
      at += 1;
      await fuzzer.seat();
      if (at % 50 === 0) transportId = await fuzzer.transport();
      if ('rtpCapabilities' in fuzzed) {
        await fuzzer.send('transport.create', { direction: 'receive', ...(wire(fuzzed) as object) });
      } else {
        const create = { transportId, kind: 'audio', source: 'microphone', ...(wire(fuzzed) as object) };
        await fuzzer.send('producer.create', create);
      }
    }
  });

  it(`answers ${DTLS} malformed DTLS parameters, each by a code`, async () => {
    const fuzzer = new Fuzzer();
    let transportId = '';
    let at = 0;
    for (const fuzzed of fc.sample(broken(dtlsParameters), { numRuns: DTLS, seed: SEED + 2 })) {
      if (at % 5 === 0) transportId = await fuzzer.transport();
      at += 1;
      await fuzzer.send('transport.connect', { transportId, dtlsParameters: wire(fuzzed) });
    }
  });

  it(`lives through ${PACKETS} packets of nonsense at its media port, over UDP and TCP`, async () => {
    const fuzzer = new Fuzzer();
    const session = await fuzzer.seat();
    const { call } = session.seated();
    const made = await fuzzer.send('transport.create', { direction: 'send' });
    if (!made.ok) throw new Error('no transport');
    const { iceCandidates, iceParameters } = made.data as TransportCreated;
    const [udp] = iceCandidates;
    if (!udp) throw new Error('no candidate');
    // First bytes that make STUN, DTLS, RTP and RTCP of what follows, and anything else.
    const first = fc.oneof(fc.constantFrom(0, 1, 20, 22, 63, 128, 144, 200), fc.nat(255));
    const packet = fc
      .tuple(first, fc.uint8Array({ minLength: 0, maxLength: 1_400 }), fc.boolean())
      .map(([byte, rest, cookie]) => {
        const bytes = Buffer.concat([Buffer.of(byte), rest]);
        // A STUN message that is one to its third byte, and asks for the transport by its name.
        if (cookie && bytes.length > 60) {
          bytes.writeUInt16BE(bytes.length - 20, 2);
          bytes.writeUInt32BE(0x2112_a442, 4);
          bytes.writeUInt16BE(0x0006, 20);
          bytes.writeUInt16BE(iceParameters.usernameFragment.length, 22);
          bytes.write(iceParameters.usernameFragment, 24, 'latin1');
        }
        return bytes;
      });
    const packets = fc.sample(packet, { numRuns: PACKETS, seed: SEED + 3 });
    const socket = createSocket('udp4');
    for (const bytes of packets) {
      await new Promise<void>((resolve, reject) =>
        socket.send(bytes, udp.port, '127.0.0.1', (error) => (error ? reject(error) : resolve())),
      );
    }
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    const tcp = iceCandidates.find(({ protocol }) => protocol === 'tcp') ?? udp;
    for (let at = 0; at < packets.length; at += 100) await overTcp(tcp.port, packets.slice(at, at + 100));
    // The worker answers after all of it, and still makes and breaks what a call needs.
    await call.router.dump();
    expect((await fuzzer.send('transport.create', { direction: 'send' })).ok).toBe(true);
  });
});

/** Frames as RFC 4571 has them, a few with a false length; resolves when either end has closed. */
function overTcp(port: number, packets: readonly Buffer[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      packets.forEach((bytes, at) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(at % 7 === 6 ? 0xffff : bytes.length, 0);
        socket.write(Buffer.concat([length, bytes]));
      });
      socket.end();
    });
    // The worker hangs up on nonsense.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
