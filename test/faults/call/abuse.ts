import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { ourContender, type OurNode } from '../../bench/sfu/contenders';
import { quantile } from '../../bench/row';
import { callOn } from '../../support/media-process';
import { TcpPump } from '../../support/network/tcp-pump';
import { signTicket } from '../../support/tickets';
import { until } from '../../support/until';
import type { Fault, FaultRow } from '../fault-row';
import { knock, tell } from './raw-socket';

const NEIGHBOURS = 4;
const ASK_EVERY_MS = 50;
const CALM_MS = 4_000;
const ABUSED_MS = 3_000;
const CLOSED_WITHIN_MS = 1_000;
/** A line that swallows everything is noticed by the missing answer to a ping. */
const SLOW_WITHIN_MS = 12_000;
const DEPTH = 20_000;
/** Below this a doubled wait is the machine's, and nobody's. */
const NOTICEABLE_MS = 20;

/** Goes on until the socket is closed or time is over. */
type Abuse = (socket: Socket) => void;
const ABUSES: Readonly<Record<string, Abuse>> = {
  'a frame of 10 MB': (socket) => void socket.emit('text.send', { text: 'x'.repeat(10_000_000) }),
  // Past our own library, which cannot put such a thing into words.
  'deep JSON': (socket) =>
    flood(socket, 10, () => void socket.io.engine.write(`421["text.send",${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}]`)),
  '10,000 messages a second': (socket) =>
    flood(socket, 100, () => void socket.emit('hand.raise', { raised: true }, () => undefined)),
};

function flood(socket: Socket, atOnce: number, send: () => void): void {
  const stop = setTimeout(() => clearInterval(timer), ABUSED_MS);
  const timer = setInterval(() => {
    if (!socket.connected) {
      clearInterval(timer);
      clearTimeout(stop);
      return;
    }
    for (let count = 0; count < atOnce; count += 1) send();
  }, 10);
}

/** Fault 10: abuse of one socket costs that socket, and the neighbours nothing that they notice. */
export const abuse: Fault = async () => {
  const node = await ourContender();
  const neighbours = await Promise.all(Array.from({ length: NEIGHBOURS }, async () => (await come(node)).socket));
  const rows: FaultRow[] = [];
  try {
    const calm = await waits(neighbours, CALM_MS);
    const judge = (what: string, closedMs: number | null, allowedMs: number, abused: readonly number[]): void => {
      const [before, during] = [quantile(calm, 0.99), quantile(abused, 0.99)];
      const undisturbed = during <= Math.max(2 * before, NOTICEABLE_MS);
      const answered = neighbours.every(({ connected }) => connected);
      rows.push({
        name: `10 ${what}`,
        acknowledged: abused.length,
        lost: answered ? 0 : 1,
        duplicated: 0,
        refused: closedMs === null ? 0 : 1,
        recoveredMs: closedMs,
        pass: closedMs !== null && closedMs <= allowedMs && undisturbed && answered,
        note: `neighbours' p99 ${before.toFixed(1)} ms before, ${during.toFixed(1)} ms meanwhile`,
      });
    };
    for (const [what, begin] of Object.entries(ABUSES)) {
      const { socket } = await come(node);
      const closed = closing(socket);
      begin(socket);
      const abused = await waits(neighbours, ABUSED_MS);
      judge(what, await closed, CLOSED_WITHIN_MS, abused);
      socket.close();
    }
    await slowSocket(node, neighbours, judge);
    return rows;
  } finally {
    for (const socket of neighbours) socket.close();
    await node.stop();
  }
};

type Judge = (what: string, closedMs: number | null, allowedMs: number, abused: readonly number[]) => void;

/** One who takes nothing of what is sent, and says so to nobody. */
async function slowSocket(node: OurNode, neighbours: readonly Socket[], judge: Judge): Promise<void> {
  const target = { address: '127.0.0.1', port: node.port };
  const pump = await TcpPump.open({ address: '127.0.0.31', port: node.port, target });
  const { socket, callId } = await come(node, `http://127.0.0.31:${node.port}`);
  try {
    pump.cut();
    const startedAt = performance.now();
    const gone = until(async () => {
      const call = await callOn(node, callId);
      return call === null || call.peers.every(({ connected }) => !connected);
    }, SLOW_WITHIN_MS + 5_000).then(
      () => performance.now() - startedAt,
      () => null,
    );
    const abused = await waits(neighbours, ABUSED_MS);
    judge('a slow socket', await gone, SLOW_WITHIN_MS, abused);
  } finally {
    socket.close();
    await pump.close();
  }
}

async function come(node: OurNode, url = node.url): Promise<{ socket: Socket; callId: string }> {
  const callId = randomUUID();
  const socket = await knock(url, signTicket({ aud: node.nodeId, callId, seat: randomUUID() }));
  const answer = await tell(socket, 'call.join', {});
  if (!answer.ok) throw new Error(`Not let in: ${answer.error.code}`);
  return { socket, callId };
}

/** Milliseconds until the node closes the socket; null when it does not. */
function closing(socket: Socket): Promise<number | null> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(null), ABUSED_MS + CLOSED_WITHIN_MS);
    socket.once('disconnect', () => {
      clearTimeout(giveUp);
      resolve(performance.now() - startedAt);
    });
  });
}

/** How long the neighbours wait for their answers, each asking some twenty times a second. */
async function waits(sockets: readonly Socket[], ms: number): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + ms;
  await Promise.all(
    sockets.map(async (socket) => {
      for (let raised = true; performance.now() < until; raised = !raised) {
        const asked = performance.now();
        await tell(socket, 'hand.raise', { raised });
        took.push(performance.now() - asked);
        await pause(ASK_EVERY_MS);
      }
    }),
  );
  return took;
}
