import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { Problem } from '../set-up/problem.mjs';

/**
 * A free TCP port: the wanted one if it is free, else any.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export async function freePort(wanted) {
  if (wanted !== undefined && (await tcpPort(wanted)) !== undefined) return wanted;
  const any = await tcpPort(0);
  if (any === undefined) throw new Problem('This machine has no free port left: stop some programs, then try again.');
  return any;
}

/**
 * The first of several neighbouring ports that are free for both UDP and TCP.
 * @param {number} wanted tried first
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePortBlock(wanted, count) {
  for (let first = wanted, tries = 0; tries < 50; tries += 1) {
    if (await isBlockFree(first, count)) return first;
    first = 20_000 + Math.floor(Math.random() * 10_000);
  }
  throw new Problem(`No ${count} neighbouring ports are free: stop some programs, then try again.`);
}

/**
 * @param {number} port
 * @param {string} [meaning]
 */
export async function requireFreePort(port, meaning = 'PORT') {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Problem(`${meaning} is not set to a port: choose a number between 1024 and 65535.`);
  }
  if ((await tcpPort(port)) !== undefined) return;
  throw new Problem(
    `Port ${port} is taken or not allowed: stop the program that uses it, or choose another one, for example ${meaning}=${port < 60_000 ? port + 1000 : 3000}.`,
  );
}

/**
 * @param {number} first
 * @param {number} count
 */
async function isBlockFree(first, count) {
  for (let port = first; port < first + count; port += 1) {
    if ((await tcpPort(port)) === undefined || !(await isUdpFree(port))) return false;
  }
  return true;
}

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | undefined>} undefined if it is taken
 */
function tcpPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** @param {number} port */
function isUdpFree(port) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind({ port, address: '0.0.0.0', exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
