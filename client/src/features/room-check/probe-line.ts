import type { CallTicket } from '@contracts/http/sessions';
import type { ConsumerCreated, NodeEvents } from '@contracts/media/signalling';
import type { LineMeasures } from '@domain/room-check';
import { Device, type types } from 'mediasoup-client';
import { Signalling } from '../../rtc/signalling';
import { lineOf, type LineLook, type StatEntry } from './line-stats';
import { TestPicture, TestSound } from './test-picture';

/** Long enough for the bandwidth estimate to settle. */
const MEASURE_MS = 8_000;
const LOOK_MS = 500;
const FLOWS_WITHIN_MS = 6_000;
/** As much as a talk would ever send. */
const TEST_BITRATE = 1_500_000;

const UNREACHED: LineMeasures = {
  reached: false,
  ...{ lossUp: null, lossDown: null, jitterMs: null, roundTripMs: null, upKbps: null, downKbps: null },
  ...{ availableUpKbps: null, protocol: null, relayed: false },
};

interface ProbeOptions {
  readonly getTicket: () => Promise<CallTicket>;
  readonly signal: AbortSignal;
  /** Told of the part that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a moving picture to a real media node and takes it back, for some seconds. Never throws: a node that
 * is not reached is an answer, too.
 */
export async function probeLine({ getTicket, signal, onProgress }: ProbeOptions): Promise<LineMeasures> {
  const picture = new TestPicture();
  const sound = new TestSound();
  const probe = new Probe();
  try {
    const ticket = await getTicket();
    await probe.open(ticket, picture.track, sound.track, signal);
    const looks: LineLook[] = [];
    const started = performance.now();
    for (let at = 0; at <= MEASURE_MS && !signal.aborted; at = performance.now() - started) {
      looks.push(await probe.look());
      onProgress(Math.min(1, at / MEASURE_MS));
      await pause(LOOK_MS, signal);
    }
    return lineOf(looks) ?? UNREACHED;
  } catch {
    return UNREACHED;
  } finally {
    probe.close();
    picture.close();
    sound.close();
  }
}

/** Two transports to the node: what is sent over one comes back over the other. */
class Probe {
  #signalling: Signalling | null = null;
  #up: types.Transport | null = null;
  #down: types.Transport | null = null;
  #flows: () => void = () => undefined;
  readonly #flowing = new Promise<void>((resolve) => (this.#flows = resolve));

  async open(
    ticket: CallTicket,
    picture: MediaStreamTrack,
    sound: MediaStreamTrack | null,
    signal: AbortSignal,
  ): Promise<void> {
    const signalling = await Signalling.connect(ticket, this.#listeners());
    this.#signalling = signalling;
    const joined = await signalling.request('call.join', {});
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: joined.routerRtpCapabilities });
    const { iceServers, iceTransportPolicy } = joined;
    const down = await signalling.request('transport.create', {
      direction: 'receive',
      rtpCapabilities: { ...device.recvRtpCapabilities },
    });
    this.#down = this.#wired(device.createRecvTransport({ ...down, iceServers, iceTransportPolicy }), signalling);
    const up = await signalling.request('transport.create', { direction: 'send' });
    this.#up = this.#wired(device.createSendTransport({ ...up, iceServers, iceTransportPolicy }), signalling);
    this.#up.on('produce', ({ kind, rtpParameters }, done, failed) => {
      signalling
        .request('producer.create', {
          ...{ transportId: up.id, kind, source: kind === 'audio' ? 'microphone' : 'camera' },
          rtpParameters: { ...rtpParameters },
        })
        .then(({ producerId }) => done({ id: producerId }), failed);
    });
    if (sound) await this.#up.produce({ track: sound, stopTracks: false, codecOptions: { opusDtx: false } });
    await this.#up.produce({
      track: picture,
      stopTracks: false,
      encodings: [{ maxBitrate: TEST_BITRATE }],
      codecOptions: { videoGoogleStartBitrate: 800 },
    });
    await Promise.race([this.#flowing, pause(FLOWS_WITHIN_MS, signal)]);
  }

  async look(): Promise<LineLook> {
    const entries = async (transport: types.Transport | null): Promise<StatEntry[]> => {
      const found: StatEntry[] = [];
      if (transport && !transport.closed)
        (await transport.getStats()).forEach((entry: StatEntry) => void found.push(entry));
      return found;
    };
    const [up, down] = await Promise.all([entries(this.#up), entries(this.#down)]);
    return { atMs: performance.now(), up, down };
  }

  close(): void {
    this.#up?.close();
    this.#down?.close();
    const signalling = this.#signalling;
    this.#signalling = null;
    // The node ends the call of a check with its one peer; a line that is cut ends it a little later.
    void signalling?.request('call.leave', {}).then(
      () => signalling.close(),
      () => signalling.close(),
    );
  }

  #wired(transport: types.Transport, signalling: Signalling): types.Transport {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      signalling.request('transport.connect', { transportId: transport.id, dtlsParameters }).then(done, failed);
    });
    return transport;
  }

  async #take(created: ConsumerCreated, ack: () => void): Promise<void> {
    const { consumerId, producerId, kind, rtpParameters } = created;
    await this.#down?.consume({ id: consumerId, producerId, kind, rtpParameters });
    ack();
    this.#flows();
  }

  #listeners(): NodeEvents {
    const nothing = (): void => undefined;
    return {
      'call.state': nothing,
      'consumer.created': (created, ack) => void this.#take(created, ack).catch(nothing),
      'consumer.closed': nothing,
      'consumer.paused': nothing,
      'consumer.resumed': nothing,
      'peer.quality': nothing,
      'peer.speaking': nothing,
      'caucus.answered': nothing,
      'caucus.ending': nothing,
      'peer.echo': nothing,
      'peer.muted': nothing,
      'text.received': nothing,
      'call.over': nothing,
    };
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
