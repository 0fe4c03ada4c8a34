import type { Changed, HouseTopic, Watch } from '@contracts/realtime/house';
import { HOUSE_PATH } from '@contracts/realtime/house-path';
import { useEffect, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import { actingAs } from './acting-as';
import { queryClient } from './query';

/** The line to the house. `idle`: nothing on this page asked for news yet. */
export type Line = 'idle' | 'connecting' | 'online' | 'offline';

const RETRY_MS = 4_000;

let socket: Promise<Socket> | null = null;
let line: Line = 'idle';
const listeners = new Set<() => void>();
const watched = new Map<string, { watch: Watch; count: number }>();

function setLine(next: Line): void {
  if (line === next) return;
  line = next;
  for (const tell of listeners) tell();
}

function refetch(topic: HouseTopic): void {
  void queryClient.invalidateQueries({ queryKey: [topic] });
}

function ask(connection: Socket, watch: Watch): void {
  connection.emit('watch', watch, () => undefined);
}

async function connect(): Promise<Socket> {
  const { io } = await import('socket.io-client');
  // WebSocket first: several servers stand side by side, and long polling would need one and the same.
  const connection = io({
    path: HOUSE_PATH,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: (give) => give({ actingAs: actingAs() }),
  });
  connection.on('connect', () => {
    setLine('online');
    for (const { watch } of watched.values()) {
      ask(connection, watch);
      refetch(watch.topic);
    }
  });
  connection.on('disconnect', (reason) => {
    setLine('offline');
    if (reason === 'io server disconnect') setTimeout(() => connection.connect(), RETRY_MS);
  });
  connection.on('connect_error', () => {
    setLine('offline');
    if (!connection.active) setTimeout(() => connection.connect(), RETRY_MS);
  });
  connection.on('changed', (news: Changed) => refetch(news.topic));
  return connection;
}

function open(): Promise<Socket> {
  if (!socket) {
    setLine('connecting');
    socket = connect();
  }
  return socket;
}

/** After signing in or out: the socket is opened again with the new cookie. */
export async function reopenHouse(): Promise<void> {
  if (!socket) return;
  const connection = await socket;
  connection.disconnect().connect();
}

/** Follows the state of the line, without asking for any news. */
export function useLine(): Line {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => line,
  );
}

/**
 * Asks the house for news of one topic while the component is mounted. Every query whose key
 * begins with the topic is read again when something changed, and after every reconnection.
 */
export function useHouse(topic: HouseTopic, id?: string): Line {
  useEffect(() => {
    const key = `${topic}/${id ?? ''}`;
    const watch: Watch = id ? { topic, id } : { topic };
    const entry = watched.get(key) ?? { watch, count: 0 };
    entry.count += 1;
    watched.set(key, entry);
    void open().then((connection) => {
      if (connection.connected && entry.count === 1) ask(connection, watch);
    });
    return () => {
      entry.count -= 1;
      if (entry.count === 0) watched.delete(key);
    };
  }, [topic, id]);
  return useLine();
}
