import { createSocket } from 'node:dgram';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { clientMessages } from '@contracts/media/signalling';
import { ourContender } from '../../bench/sfu/contenders';
import { signTicket } from '../../support/tickets';
import type { Fault } from '../fault-row';
import { knock, tell } from './raw-socket';

const PAYLOADS = 10_000;
/** A socket may say so much in one breath. */
const A_SOCKET = 100;
const DATAGRAMS = 2_000;
const SEED = 20_261_124;

const MESSAGES = Object.keys(clientMessages).filter(
  (message) => !['call.join', 'call.leave', 'call.end', 'peer.remove'].includes(message),
);
const wild = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
const fingerprint = fc.record(
  {
    algorithm: fc.constantFrom('sha-256', 'sha-1', 'md5', ''),
    value: fc.constantFrom(Array(32).fill('AB').join(':'), 'AB', '', 'ZZ:ZZ'),
  },
  { requiredKeys: [] },
);
const rtp = fc.record(
  {
    mid: fc.oneof(fc.string({ maxLength: 12 }), wild),
    codecs: fc.array(
      fc.record(
        {
          mimeType: fc.constantFrom('audio/opus', 'video/VP8', 'video/H264', 'audio/none', ''),
          payloadType: fc.oneof(fc.integer({ min: -1, max: 300 }), wild),
          clockRate: fc.oneof(fc.constantFrom(0, 48_000, 90_000), wild),
          channels: fc.oneof(fc.integer({ min: 0, max: 9 }), wild),
          parameters: wild,
          rtcpFeedback: fc.oneof(fc.array(fc.record({ type: fc.string({ maxLength: 9 }) }), { maxLength: 3 }), wild),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
    encodings: fc.oneof(
      fc.array(fc.record({ ssrc: fc.oneof(fc.nat(), wild), rid: fc.string({ maxLength: 5 }) }, { requiredKeys: [] }), {
        maxLength: 4,
      }),
      wild,
    ),
    headerExtensions: fc.oneof(
      fc.array(fc.record({ uri: fc.string({ maxLength: 20 }), id: fc.integer() }), { maxLength: 3 }),
      wild,
    ),
    rtcp: wild,
  },
  { requiredKeys: [] },
);

/** One message; `transportId` is one that the node knows, so that the payload gets as far as the worker. */
const payloads = (transportId: string) =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...MESSAGES), wild),
    fc.tuple(
      fc.constant('producer.create'),
      fc.record({
        transportId: fc.constant(transportId),
        kind: fc.constantFrom('audio', 'video'),
        source: fc.constantFrom('microphone', 'camera'),
        rtpParameters: rtp,
      }),
    ),
    fc.tuple(
      fc.constant('transport.connect'),
      fc.record({
        transportId: fc.constant(transportId),
        dtlsParameters: fc.record(
          {
            role: fc.constantFrom('auto', 'client', 'server', 'x'),
            fingerprints: fc.array(fingerprint, { maxLength: 3 }),
          },
          { requiredKeys: [] },
        ),
      }),
    ),
    fc.tuple(
      fc.constant('transport.create'),
      fc.record({ direction: fc.constantFrom('send', 'receive'), rtpCapabilities: fc.oneof(rtp, wild) }),
    ),
  );

/** Fault 11: made-up signalling, RTP parameters, DTLS parameters and datagrams. */
export const fuzz: Fault = async () => {
  const node = await ourContender();
  let [answered, unanswered, refused] = [0, 0, 0];
  try {
    for (let socketNumber = 0; socketNumber * A_SOCKET < PAYLOADS; socketNumber += 1) {
      const callId = randomUUID();
      const socket = await knock(node.url, signTicket({ aud: node.nodeId, callId, seat: randomUUID() }));
      await tell(socket, 'call.join', {});
      const created = await tell(socket, 'transport.create', { direction: 'send' });
      const transportId = created.ok ? (created.data as { id: string }).id : '';
      const made = fc.sample(payloads(transportId), { numRuns: A_SOCKET, seed: SEED + socketNumber });
      await Promise.all(
        made.map(async ([message, payload]) => {
          try {
            const answer = await tell(socket, message, payload);
            answered += 1;
            if (!answer.ok) refused += 1;
          } catch {
            unanswered += 1;
          }
        }),
      );
      socket.close();
    }
    await datagrams(node.rtcPort);
    const health = await fetch(`${node.url}/health`);
    const log = node.log();
    const deaths = log.split('a media worker died').length - 1;
    const unhandled = log.split(/unhandled/i).length - 1;
    const internal = log.split('a message failed').length - 1;
    return [
      {
        name: '11 fuzzed payloads',
        acknowledged: answered,
        lost: unanswered + deaths + unhandled + internal,
        duplicated: 0,
        refused,
        recoveredMs: null,
        pass: health.ok && deaths + unhandled + internal + unanswered === 0,
        note: `${deaths} worker deaths, ${unhandled} unhandled rejections, ${internal} failures inside, ${unanswered} without an answer`,
      },
    ];
  } finally {
    await node.stop();
  }
};

/** Noise at the media port: STUN, DTLS and RTP by their first byte, and nothing behind it. */
async function datagrams(port: number): Promise<void> {
  const socket = createSocket('udp4');
  const first = [0, 1, 20, 22, 63, 128, 144, 200];
  const noise = fc.sample(fc.uint8Array({ minLength: 0, maxLength: 1_200 }), { numRuns: DATAGRAMS, seed: SEED });
  for (const [at, bytes] of noise.entries()) {
    const packet = Buffer.from(bytes);
    if (packet.length > 0) packet[0] = first[at % first.length] ?? 0;
    await new Promise<void>((resolve) => socket.send(packet, port, '127.0.0.1', () => resolve()));
  }
  socket.close();
}
