import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Config } from './config';

/** The node's HTTP: one door for browsers and the server, and, behind TLS, a plain one on this machine for orders. */
export interface HttpDoors {
  /** Browsers come here, and orders do too. */
  front: Server;
  secure: boolean;
  frontPort: number;
  /** Where the server reaches the control door. */
  controlUrl: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const EVERYWHERE = new Set(['0.0.0.0', '::', '']);

/** Opens the doors. Throws when the asked-for port is taken. */
export async function openDoors(config: Config, listener: RequestListener): Promise<HttpDoors> {
  const secure = config.tls !== null;
  const front: Server = config.tls
    ? createSecureServer(
        { key: await readFile(config.tls.keyFile), cert: await readFile(config.tls.certFile) },
        listener,
      )
    : createServer(listener);
  const frontPort = await listen(front, config.port, config.listenIp);
  // A certificate made on the spot is trusted by nobody, and orders are signed anyway.
  const inner = secure ? createServer(listener) : null;
  const innerPort = inner ? await listen(inner, 0, LOOPBACK) : frontPort;
  const host = secure || EVERYWHERE.has(config.listenIp) ? LOOPBACK : config.listenIp;
  return {
    front,
    secure,
    frontPort,
    controlUrl: config.controlUrl ?? `http://${host}:${innerPort}`,
    close: async () => {
      await Promise.all([front, ...(inner ? [inner] : [])].map(closed));
    },
  };
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
