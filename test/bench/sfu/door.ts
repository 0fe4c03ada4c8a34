import { io, type Socket } from 'socket.io-client';
import type { Ack } from '@contracts/errors';
import { SIGNALLING_PATH } from '@contracts/media/signalling';
import type { types } from 'mediasoup';
import type { FarEnd } from './sdp';

export type CreatedTransport = FarEnd & { readonly id: string };
export interface Offered {
  readonly kind: 'audio' | 'video';
  readonly rtpParameters: types.RtpParameters;
  /** The node sends once this is called. */
  readonly take: () => void;
}

/** How a load peer talks to an SFU, ours or a bare one. */
export interface Door {
  createTransport(direction: 'send' | 'receive', rtpCapabilities: types.RtpCapabilities): Promise<CreatedTransport>;
  connect(transportId: string, dtlsParameters: types.DtlsParameters): Promise<void>;
  produce(transportId: string, source: 'microphone' | 'camera', rtpParameters: types.RtpParameters): Promise<void>;
  onOffer(take: (offered: Offered) => void): void;
  close(): void;
}

/** Our media node, through its own signalling, with a ticket. */
export async function ourDoor(url: string, ticket: string): Promise<Door> {
  const socket = io(url, { path: SIGNALLING_PATH, auth: { ticket }, transports: ['websocket'], reconnection: false });
  await connected(socket);
  const ask = async <T>(message: string, payload: unknown): Promise<T> => {
    const answer = (await socket.timeout(10_000).emitWithAck(message, payload)) as Ack<T>;
    if (!answer.ok) throw new Error(`${message} was refused: ${answer.error.code}`);
    return answer.data;
  };
  await ask('call.join', {});
  return {
    createTransport: (direction, rtpCapabilities) =>
      ask('transport.create', { direction, ...(direction === 'receive' && { rtpCapabilities }) }),
    connect: (transportId, dtlsParameters) => ask('transport.connect', { transportId, dtlsParameters }),
    produce: (transportId, source, rtpParameters) =>
      ask('producer.create', {
        transportId,
        kind: source === 'microphone' ? 'audio' : 'video',
        source,
        rtpParameters,
      }),
    onOffer: (take) =>
      void socket.on('consumer.created', ({ kind, rtpParameters }: Omit<Offered, 'take'>, ack: () => void) =>
        take({ kind, rtpParameters, take: ack }),
      ),
    close: () => void socket.close(),
  };
}

/** Bare mediasoup, through the least signalling there can be. */
export async function bareDoor(url: string): Promise<Door> {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
  await connected(socket);
  const ask = async <T>(message: string, payload: unknown): Promise<T> =>
    (await socket.timeout(10_000).emitWithAck(message, payload)) as T;
  return {
    createTransport: (direction, rtpCapabilities) => ask('transport', { direction, rtpCapabilities }),
    connect: (id, dtlsParameters) => ask('dtls', { id, dtlsParameters }),
    produce: (_transportId, source, rtpParameters) =>
      ask('produce', { kind: source === 'microphone' ? 'audio' : 'video', rtpParameters }),
    onOffer: (take) =>
      void socket.on('consumer', ({ kind, rtpParameters }: Omit<Offered, 'take'>, ack: (answer: unknown) => void) =>
        take({ kind, rtpParameters, take: () => ack({}) }),
      ),
    close: () => void socket.close(),
  };
}

async function connected(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
}
