import { Device, type types } from 'mediasoup-client';
import type { Joined, Source } from '@contracts/media/signalling';
import { shareCamera } from './camera-share';
import type { RemoteTrack } from './call-snapshot';
import type { StatsEntry } from './line-reading';
import { Receiving } from './receiving';
import { sendingOf } from './sending';
import type { Signalling } from './signalling';
import type { CameraShare } from './uplink-policy';

export type Direction = 'send' | 'receive';

/** What of a person is sent, and whether it is muted. */
export interface Outgoing {
  track: MediaStreamTrack;
  paused: boolean;
}

/**
 * The media of one joining: device, transports, what is sent and received. It outlives the
 * signalling connection it was begun on, for the node keeps its half for a while too.
 */
export class MediaSession {
  readonly resumeKey: string;
  /** Its transports were made: the node has its half of them. */
  begun = false;
  /** What it receives of the others. */
  readonly received: Receiving;
  readonly #forceTcp: boolean;
  /** Ways around a network that lets nothing through to the node directly. */
  readonly #ice: Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>;
  readonly #transports = new Map<Direction, types.Transport>();
  readonly #producers = new Map<Source, types.Producer>();
  #signalling: Signalling;
  #closed = false;

  /** `forceTcp`: the packets' first way did not come up, so they are sent inside a TCP connection. */
  constructor(signalling: Signalling, joined: Joined, onRemote: (remote: RemoteTrack[]) => void, forceTcp = false) {
    this.#forceTcp = forceTcp;
    this.#signalling = signalling;
    this.resumeKey = joined.resumeKey;
    this.#ice = { iceServers: joined.iceServers, iceTransportPolicy: joined.iceTransportPolicy };
    this.received = new Receiving({
      onRemote,
      askLayer: async (consumerId, spatialLayer) => {
        await this.#signalling.request('consumer.layers', { consumerId, spatialLayer, temporalLayer: 2 });
      },
    });
  }

  /** Makes the transports that the person's grants are good for. */
  async start(joined: Joined): Promise<void> {
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: joined.routerRtpCapabilities });
    const { grants } = joined.state;
    await Promise.all([
      grants.includes('publish') || grants.includes('share') ? this.#makeTransport(device, 'send') : null,
      grants.includes('subscribe') ? this.#makeTransport(device, 'receive') : null,
    ]);
  }

  /**
   * Goes on over a new connection: what the node closed meanwhile is closed here, and the other way
   * round. What either end muted is muted; told by `onMuted`, for the host may have done it meanwhile.
   */
  async adopt(signalling: Signalling, joined: Joined, onMuted: (source: Source) => Promise<void>): Promise<void> {
    this.#signalling = signalling;
    this.received.keep(new Map(joined.consumers.map((one) => [one.consumerId, one.producerPaused])));
    for (const [source, producer] of this.#producers) {
      if (joined.producers.some((one) => one.producerId === producer.id)) continue;
      producer.close();
      this.#producers.delete(source);
    }
    for (const { producerId, source, paused } of joined.producers) {
      const mine = this.#producers.get(source);
      if (mine?.id !== producerId) await signalling.request('producer.close', { producerId });
      else if (mine.paused && !paused) await signalling.request('producer.pause', { producerId });
      else if (paused && !mine.paused) {
        mine.pause();
        await onMuted(source);
      }
    }
    for (const [direction, transport] of this.#transports) {
      if (transport.connectionState !== 'connected' && transport.connectionState !== 'new') {
        await this.restartIce(direction);
      }
    }
  }

  /** Sends a source from now on, or this track in place of its former one. */
  async send(source: Source, { track, paused }: Outgoing): Promise<void> {
    const known = this.#producers.get(source);
    if (known) {
      if (known.track !== track) await known.replaceTrack({ track });
      return this.setPaused(source, paused);
    }
    const transport = this.#transports.get('send');
    if (!transport || this.#closed) return;
    const producer = await transport.produce({
      track,
      stopTracks: false,
      disableTrackOnPause: false,
      ...sendingOf(source),
      appData: { source },
    });
    this.#producers.set(source, producer);
    if (paused) await this.setPaused(source, true);
  }

  async setPaused(source: Source, paused: boolean): Promise<void> {
    const producer = this.#producers.get(source);
    if (!producer || producer.paused === paused) return;
    if (paused) producer.pause();
    else producer.resume();
    await this.#signalling.request(paused ? 'producer.pause' : 'producer.resume', { producerId: producer.id });
  }

  /** How much of the camera is sent from now on; nothing of it shows as paused to the others. */
  async limitCamera(share: CameraShare): Promise<void> {
    const sender = this.#producers.get('camera')?.rtpSender;
    if (!sender) return;
    await shareCamera(sender, share);
    await this.setPaused('camera', share === 'held');
  }

  async stopSending(source: Source): Promise<void> {
    const producer = this.#producers.get(source);
    if (!producer) return;
    this.#producers.delete(source);
    producer.close();
    await this.#signalling.request('producer.close', { producerId: producer.id });
  }

  connectionState(direction: Direction): types.ConnectionState {
    return this.#transports.get(direction)?.connectionState ?? 'new';
  }

  async restartIce(direction: Direction): Promise<void> {
    const transport = this.#transports.get(direction);
    if (!transport || this.#closed) return;
    const { iceParameters } = await this.#signalling.request('transport.restartIce', { transportId: transport.id });
    if (!this.#closed) await transport.restartIce({ iceParameters });
  }

  /** The browser's own statistics of one way. */
  async entries(direction: Direction): Promise<StatsEntry[]> {
    const transport = this.#transports.get(direction);
    if (!transport || transport.closed) return [];
    const entries: StatsEntry[] = [];
    (await transport.getStats()).forEach((entry: StatsEntry) => entries.push(entry));
    return entries;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of this.#transports.values()) transport.close();
    this.#producers.clear();
    this.received.close();
  }

  async #makeTransport(device: Device, direction: Direction): Promise<void> {
    const created = await this.#signalling.request('transport.create', {
      direction,
      forceTcp: this.#forceTcp,
      ...(direction === 'receive' ? { rtpCapabilities: { ...device.recvRtpCapabilities } } : {}),
    });
    if (this.#closed) return;
    const options = { ...created, ...this.#ice };
    const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#signalling.request('transport.connect', { transportId: transport.id, dtlsParameters }).then(done, failed);
    });
    transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const source = appData['source'] as Source;
      this.#signalling
        .request('producer.create', { transportId: transport.id, kind, source, rtpParameters: { ...rtpParameters } })
        .then(({ producerId }) => done({ id: producerId }), failed);
    });
    this.#transports.set(direction, transport);
    if (direction === 'receive') this.received.openOver(transport);
  }
}
