import { io, type Socket } from 'socket.io-client';
import type { Ack } from '@contracts/errors';
import {
  SIGNALLING_PATH,
  type CallState,
  type ConsumerCreated,
  type Joined,
  type Source,
} from '@contracts/media/signalling';
import type { types } from 'mediasoup';
import type { Call } from '../src/call';
import type { Peer } from '../src/peer';
import type { Material } from './material';
import { parametersOf, Sender, type SentCodec } from './sender';

const isDirect = (transport: types.Transport | null): transport is types.DirectTransport =>
  transport?.type === 'direct';

export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface Heard {
  seat: string;
  packets: number;
  open: boolean;
  /** The node has let it flow. */
  flows: boolean;
}

/** A participant over a real socket, whose media path is a direct transport: each packet it is sent is counted. */
export class TestPeer {
  readonly heard = new Map<string, Heard>();
  readonly over: string[] = [];
  /** All that the node has said, in order. */
  readonly told: { event: string; message: unknown }[] = [];
  state: CallState | null = null;
  joined: Joined | null = null;
  #call: Call | null = null;
  #packet = 0;
  readonly #producers = new Map<Source, types.Producer>();
  readonly #waiting: { holds: () => boolean; done: () => void }[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, message: unknown) => {
      this.told.push({ event, message });
      this.#look();
    });
    socket.on('call.state', (state: CallState) => {
      this.state = state;
      this.#look();
    });
    socket.on('consumer.created', (created: ConsumerCreated, ack: () => void) => this.#take(created, ack));
    socket.on('consumer.closed', ({ consumerId }: { consumerId: string }) => {
      const heard = this.heard.get(consumerId);
      if (heard) heard.open = false;
      this.#look();
    });
    socket.on('call.over', ({ reason }: { reason: string }) => {
      this.over.push(reason);
      this.#look();
    });
    socket.on('disconnect', () => this.#look());
  }

  static connect(url: string, ticket: unknown): Promise<TestPeer> {
    const socket = io(url, { path: SIGNALLING_PATH, auth: { ticket }, transports: ['websocket'], reconnection: false });
    const peer = new TestPeer(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(peer));
      socket.once('connect_error', (error: Error & { data?: { code?: string } }) => {
        socket.close();
        reject(new Refused(error.data?.code ?? error.message));
      });
    });
  }

  /** Sends a message as it is; throws `Refused` with the code. */
  async ask<T = unknown>(message: string, payload: unknown = {}): Promise<T> {
    const answer = (await this.socket.timeout(5_000).emitWithAck(message, payload)) as Ack<T>;
    if (!answer.ok) throw new Refused(answer.error.code);
    return answer.data;
  }

  async join(resumeKey?: string): Promise<Joined> {
    this.joined = await this.ask<Joined>('call.join', resumeKey ? { resumeKey } : {});
    this.state = this.joined.state;
    return this.joined;
  }

  get seat(): string {
    if (!this.joined) throw new Error('not joined');
    return this.joined.state.mySeat;
  }

  get live(): Peer {
    if (!this.#call) throw new Error('no media');
    return this.#call.getPeer(this.seat);
  }

  async openMedia(call: Call): Promise<void> {
    this.#call = call;
    if (this.joined?.resumed) return;
    const peer = this.live;
    peer.setTransport('send', await call.router.createDirectTransport());
    peer.setTransport('receive', await call.router.createDirectTransport());
    peer.rtpCapabilities = call.router.rtpCapabilities;
    call.startHearing(peer);
  }

  /** Starts to send; each `say` is one real RTP packet through the worker. */
  async publish(source: Source = 'microphone'): Promise<void> {
    if (!this.#call) throw new Error('no media');
    const transport = this.live.transport('send');
    if (!transport) throw new Error('no send transport');
    const producer = await transport.produce({
      kind: 'audio',
      rtpParameters: {
        mid: source,
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc: 1_111 + this.#producers.size }],
      },
    });
    this.#producers.set(source, producer);
    await this.#call.addProducing(this.live, source, producer);
  }

  /** Sends real sound or a real picture, at its own pace, in place of what was sent as this source. */
  async send(codec: SentCodec, source: Source, material: Material): Promise<Sender> {
    const transport = this.live.transport('send');
    if (!this.#call || !isDirect(transport)) throw new Error('no media');
    const ssrc = 100_000 + Math.floor(Math.random() * 1_000_000);
    const rtpParameters = parametersOf(codec, ssrc);
    const producer = await transport.produce({ kind: codec === 'opus' ? 'audio' : 'video', rtpParameters });
    const sender = new Sender(producer, transport, codec, material);
    await this.#call.addProducing(this.live, source, producer);
    return sender;
  }

  say(packets = 1, source: Source = 'microphone'): void {
    const producer = this.#producers.get(source);
    if (!producer) throw new Error('nothing published');
    for (let count = 0; count < packets; count += 1) {
      this.#packet += 1;
      const packet = Buffer.alloc(12 + 40, 7);
      packet[0] = 0x80;
      packet[1] = 100;
      packet.writeUInt16BE(this.#packet & 0xffff, 2);
      packet.writeUInt32BE(this.#packet * 960, 4);
      packet.writeUInt32BE(producer.rtpParameters.encodings?.[0]?.ssrc ?? 0, 8);
      producer.send(packet);
    }
  }

  /** How many packets of a seat have reached this peer, over all its consumers so far. */
  packetsFrom(seat: string): number {
    return [...this.heard.values()].reduce((sum, heard) => sum + (heard.seat === seat ? heard.packets : 0), 0);
  }

  /** Whose producers this peer now has a consumer of. */
  get hears(): string[] {
    return [...this.heard.values()].flatMap((heard) => (heard.open ? [heard.seat] : [])).sort();
  }

  /** Resolves once packets of each of these seats reach this peer. */
  hearing(...seats: string[]): Promise<void> {
    return this.until(() =>
      seats.every((seat) => [...this.heard.values()].some((one) => one.open && one.flows && one.seat === seat)),
    );
  }

  /** Resolves as soon as it holds; looked at whenever anything reaches this peer. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ holds, done }));
  }

  /** What the node has said by this event. */
  toldBy(event: string): unknown[] {
    return this.told.flatMap((one) => (one.event === event ? [one.message] : []));
  }

  hangUp(): void {
    this.socket.close();
  }

  /** Cuts the line as a pulled cable would be seen: without a word. */
  cut(): void {
    this.socket.io.engine.close();
  }

  #take(created: ConsumerCreated, ack: () => void): void {
    const heard: Heard = { seat: created.seat, packets: 0, open: true, flows: false };
    this.heard.set(created.consumerId, heard);
    // Closed again while this message was on its way: the message that says so follows.
    const listening = [...this.live.listenings.values()].find((one) => one.consumer?.id === created.consumerId);
    listening?.consumer?.on('rtp', () => {
      heard.packets += 1;
      this.#look();
    });
    listening?.consumer?.observer.once('resume', () => {
      heard.flows = true;
      this.#look();
    });
    ack();
    this.#look();
  }

  #look(): void {
    for (const one of [...this.#waiting]) {
      if (!one.holds()) continue;
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      one.done();
    }
  }
}
