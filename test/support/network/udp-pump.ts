import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { DelayQueue } from './delay-queue';
import { CLEAR, Link, seeded, type Shape } from './link';

export interface UdpPumpOptions {
  /** Where packets are taken; any address of this machine, 127.0.0.0/8 included. */
  readonly address: string;
  readonly port: number;
  readonly target: { readonly address: string; readonly port: number };
  readonly seed?: number;
}

/**
 * Stands between browsers and a port of the media node, and loses, delays and narrows as it is told. Each
 * browser's packets leave it from a port of their own, so that the node can tell them apart.
 */
export class UdpPump {
  readonly toTarget: Link;
  readonly toClient: Link;
  readonly #options: UdpPumpOptions;
  readonly #front: Socket;
  readonly #flows = new Map<string, Socket>();
  readonly #queues = { out: new DelayQueue(), back: new DelayQueue() };
  #cut = false;
  #closed = false;

  private constructor(options: UdpPumpOptions, front: Socket) {
    this.#options = options;
    this.#front = front;
    this.toTarget = new Link(seeded(options.seed ?? 1));
    this.toClient = new Link(seeded((options.seed ?? 1) + 1));
    front.on('message', (packet, from) => this.#outward(packet, from));
  }

  /** Rejects when the port is taken. */
  static async open(options: UdpPumpOptions): Promise<UdpPump> {
    const front = createSocket('udp4');
    front.bind(options.port, options.address);
    await once(front, 'listening');
    return new UdpPump(options, front);
  }

  /** Both directions alike. */
  shape(shape: Shape): void {
    this.toTarget.shape = shape;
    this.toClient.shape = shape;
  }

  /** Nothing passes in either direction until `mend`. */
  cut(): void {
    this.#cut = true;
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.shape(CLEAR);
    for (const queue of Object.values(this.#queues)) queue.clear();
    this.#front.close();
    for (const flow of this.#flows.values()) flow.close();
  }

  #outward(packet: Buffer, from: RemoteInfo): void {
    const flow = this.#flowOf(from);
    const { address, port } = this.#options.target;
    this.#carry(this.toTarget, packet, () => flow.send(packet, port, address));
  }

  #flowOf(from: RemoteInfo): Socket {
    const key = `${from.address}:${from.port}`;
    const known = this.#flows.get(key);
    if (known) return known;
    const flow = createSocket('udp4');
    this.#flows.set(key, flow);
    flow.on('message', (packet) => {
      this.#carry(this.toClient, packet, () => this.#front.send(packet, from.port, from.address));
    });
    // A port that nobody listens on any more answers with an error: to us it is one more lost packet.
    flow.on('error', () => (this.toTarget.dropped += 1));
    return flow;
  }

  #carry(link: Link, packet: Buffer, deliver: () => void): void {
    if (this.#cut) {
      link.dropped += 1;
      return;
    }
    const inMs = link.carry(packet.length, performance.now());
    if (inMs === null) return;
    // A packet that is on the line when the line is cut is gone, too.
    const arrive = (): void => void (this.#cut || this.#closed || deliver());
    this.#queues[link === this.toTarget ? 'out' : 'back'].put(inMs, arrive);
  }
}
