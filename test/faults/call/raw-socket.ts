import { io, type Socket } from 'socket.io-client';
import type { Ack } from '@contracts/errors';
import { SIGNALLING_PATH } from '@contracts/media/signalling';

export const RAW_ANSWER_MS = 5_000;

/** A socket at the media node's door with this ticket; rejects with the code of the refusal. */
export function knock(url: string, ticket: unknown): Promise<Socket> {
  const socket = io(url, {
    path: SIGNALLING_PATH,
    auth: { ticket },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error: Error & { data?: { code?: string } }) => {
      socket.close();
      reject(new Error(error.data?.code ?? error.message));
    });
  });
}

/** What the node answers; rejects when it does not answer in time. */
export const tell = async (socket: Socket, message: string, payload: unknown): Promise<Ack<unknown>> =>
  (await socket.timeout(RAW_ANSWER_MS).emitWithAck(message, payload)) as Ack<unknown>;
