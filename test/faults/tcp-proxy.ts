import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface TcpProxy {
  /** The given URL with this proxy in between. */
  readonly url: string;
  /** From now on nothing passes in either direction, and nothing is closed: the line is half-open. */
  freeze(): void;
  /** What was held back passes, and all that comes. */
  thaw(): void;
  close(): Promise<void>;
}

/** Stands between a client and a server, as a network does that may swallow what is sent. */
export async function startProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((inner) => {
    const outer = connect(Number(port), hostname);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from);
      if (frozen) from.pause();
      else from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        // A frozen line tells the other end nothing.
        if (!frozen) to.destroy();
      });
      forwards.set(from, to);
    }
  });
  const forwards = new WeakMap<Socket, Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    freeze: () => {
      frozen = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    thaw: () => {
      frozen = false;
      for (const socket of sockets) {
        const to = forwards.get(socket);
        if (to?.destroyed) socket.destroy();
        else if (to) socket.pipe(to);
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
