import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { TapeCodec } from './protocol';
import type { Recorded } from './recorded';
import type { TapeListener, TapeProcess } from './tape-process';

export interface RecordedCodec {
  readonly tape: TapeCodec;
  readonly mime: string;
  readonly container: 'webm' | 'mp4';
}

/** The path from a producer to its tape. */
export interface Wire {
  pause(): void;
  resume(): void;
  requestKeyFrame(): void;
  close(): void;
}

/**
 * Which consumers of a call's router are the recorder's. One that was closed is still known: the worker may
 * have told of it before it did so.
 */
export class Wires {
  readonly #known = new Set<string>();
  #making = 0;

  async make(making: Promise<types.Consumer>): Promise<types.Consumer> {
    this.#making += 1;
    try {
      const consumer = await making;
      this.#known.add(consumer.id);
      return consumer;
    } finally {
      this.#making -= 1;
    }
  }

  /** Also of an unknown one, while one is being made: its name is known only when the worker has it. */
  owns(consumerId: string): boolean {
    return this.#making > 0 || this.#known.has(consumerId);
  }
}

export interface WireParts {
  readonly router: types.Router;
  readonly tapes: TapeProcess;
  readonly wires: Wires;
  readonly tape: string;
  readonly segmentMs: number;
  readonly log: Logger;
}

/** How a producer is kept: as it is sent. Throws for a codec that no router of ours speaks. */
export function codecOf(producer: types.Producer): RecordedCodec {
  const codec = producer.rtpParameters.codecs.find(({ mimeType }) => !/\/(rtx|red|ulpfec)$/i.test(mimeType));
  switch (codec?.mimeType.toLowerCase()) {
    case 'audio/opus':
      return { tape: 'opus', mime: 'audio/webm; codecs="opus"', container: 'webm' };
    case 'video/vp8':
      return { tape: 'vp8', mime: 'video/webm; codecs="vp8"', container: 'webm' };
    case 'video/h264': {
      const profile: unknown = codec.parameters?.['profile-level-id'];
      return {
        tape: 'h264',
        mime: `video/mp4; codecs="avc1.${typeof profile === 'string' ? profile : '42e01f'}"`,
        container: 'mp4',
      };
    }
    default:
      throw new Error(`no tape for ${codec?.mimeType ?? 'a producer without codec'}`);
  }
}

/**
 * What a recorder asks of a router: the plain codecs, no header extensions, no retransmission. With them
 * probation packets would arrive, and layers be lowered for a line that there is not.
 */
function recorderCapabilities(router: types.Router): types.RtpCapabilities {
  const plain = (router.rtpCapabilities.codecs ?? []).filter(({ mimeType }) =>
    /^(audio\/opus|video\/(vp8|h264))$/i.test(mimeType),
  );
  const isAsked = ({ type, parameter }: types.RtcpFeedback): boolean =>
    (type === 'nack' && parameter === 'pli') || (type === 'ccm' && parameter === 'fir');
  return {
    codecs: plain.map((codec) => ({ ...codec, rtcpFeedback: (codec.rtcpFeedback ?? []).filter(isAsked) })),
    headerExtensions: [],
  };
}

/** Makes the path, silent yet. Rejects where the tape, the router or the producer went meanwhile; nothing is left then. */
export async function connectTape(
  { router, tapes, wires, tape, segmentMs, log }: WireParts,
  producer: types.Producer,
  recorded: Recorded,
  listener: TapeListener,
): Promise<Wire> {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    comedia: false,
  });
  try {
    const rtpCapabilities = recorderCapabilities(router);
    const consumer = await wires.make(transport.consume({ producerId: producer.id, rtpCapabilities, paused: true }));
    const codec = consumer.rtpParameters.codecs[0];
    if (!codec) throw new Error('a consumer without codec');
    const port = await new Promise<number>((resolve, reject) => {
      const { payloadType, clockRate, channels = 1 } = codec;
      const order = { id: tape, codec: recorded.codec.tape, payloadType, clockRate, channels, segmentMs };
      tapes.open({ ...order, folder: recorded.spool, firstNumber: recorded.nextNumber }, (news) => {
        if (news.say === 'listening') resolve(news.port);
        else if (news.say === 'died' || news.say === 'closed') reject(new Error('the recorder is gone'));
        listener(news);
      });
    });
    await transport.connect({ ip: '127.0.0.1', port });
    return wireOf(transport, consumer, log);
  } catch (error) {
    transport.close();
    throw error;
  }
}

function wireOf(transport: types.Transport, consumer: types.Consumer, log: Logger): Wire {
  // All of these fail only where the consumer or its worker is gone, which is told elsewhere.
  const asked = (done: Promise<void>): void => {
    done.catch((error: unknown) => log.debug({ err: error }, 'a recorded consumer is gone'));
  };
  return {
    pause: () => asked(consumer.pause()),
    resume: () => asked(consumer.resume()),
    requestKeyFrame: () => asked(consumer.requestKeyFrame()),
    close: () => {
      consumer.close();
      transport.close();
    },
  };
}
