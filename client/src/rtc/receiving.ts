import type { types } from 'mediasoup-client';
import type { ConsumerCreated, Source } from '@contracts/media/signalling';
import type { RemoteTrack } from './call-snapshot';
import { statsOf, type MediaStats } from './media-stats';

interface Received {
  readonly consumer: types.Consumer;
  readonly seat: string;
  readonly source: Source;
  paused: boolean;
}

export interface ReceivingOptions {
  onRemote(remote: RemoteTrack[]): void;
  /** Asks the node for one of a camera's three sizes. */
  askLayer(consumerId: string, spatialLayer: number): Promise<void>;
}

/** What is received of the others: one consumer a source, and which size of it is wanted. */
export class Receiving {
  readonly #options: ReceivingOptions;
  readonly #received = new Map<string, Received>();
  readonly #closedEarly = new Set<string>();
  readonly #layers = new Map<string, number>();
  #open: (transport: types.Transport | null) => void = () => undefined;
  readonly #ready = new Promise<types.Transport | null>((resolve) => (this.#open = resolve));
  #closed = false;

  constructor(options: ReceivingOptions) {
    this.#options = options;
  }

  /** What was offered before is taken from now on. */
  openOver(transport: types.Transport): void {
    this.#open(transport);
  }

  /** Takes what the node offers; acknowledged once it can be shown, so that nothing is sent before. */
  async take(created: ConsumerCreated, ack: () => void): Promise<void> {
    const transport = await this.#ready;
    if (!transport || this.#closed) return;
    const { consumerId, producerId, kind, rtpParameters, seat, source, producerPaused } = created;
    const streamId = `${seat}-${source === 'screen' || source === 'document' ? source : 'person'}`;
    const consumer = await transport.consume({ id: consumerId, producerId, kind, rtpParameters, streamId });
    if (this.#closed || this.#closedEarly.delete(consumerId)) {
      consumer.close();
      return ack();
    }
    this.#received.set(consumerId, { consumer, seat, source, paused: producerPaused });
    ack();
    this.#tell();
    const layer = this.#layers.get(`${seat}/${source}`);
    if (layer !== undefined) await this.#options.askLayer(consumerId, layer);
  }

  /** The node has these still, paused by their senders or not; the others are closed. */
  keep(paused: ReadonlyMap<string, boolean>): void {
    for (const [id, received] of this.#received) {
      const isPaused = paused.get(id);
      if (isPaused === undefined) this.drop(id);
      else received.paused = isPaused;
    }
    this.#tell();
  }

  drop(consumerId: string): void {
    const received = this.#received.get(consumerId);
    if (!received) {
      this.#closedEarly.add(consumerId);
      return;
    }
    this.#received.delete(consumerId);
    received.consumer.close();
    this.#tell();
  }

  notePaused(consumerId: string, paused: boolean): void {
    const received = this.#received.get(consumerId);
    if (!received) return;
    received.paused = paused;
    this.#tell();
  }

  /** Which of the camera's three sizes is wanted of a seat, now and whenever it is received anew. */
  async prefer(seat: string, source: Source, layer: number): Promise<void> {
    this.#layers.set(`${seat}/${source}`, layer);
    for (const [id, received] of this.#received) {
      if (received.seat === seat && received.source === source) await this.#options.askLayer(id, layer);
    }
  }

  /** Whether anything should be arriving: someone is sending, and is not muted. */
  get expectsMedia(): boolean {
    return [...this.#received.values()].some(({ paused }) => !paused);
  }

  stats(): Promise<MediaStats> {
    return statsOf([...this.#received.values()]);
  }

  close(): void {
    this.#closed = true;
    this.#open(null);
    this.#received.clear();
    this.#options.onRemote([]);
  }

  #tell(): void {
    this.#options.onRemote(
      [...this.#received.values()].map(({ consumer, seat, source, paused }) => ({
        seat,
        source,
        kind: consumer.kind,
        track: consumer.track,
        paused,
      })),
    );
  }
}
