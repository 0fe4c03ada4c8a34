/**
 * A process of the load: one-to-one calls at a media node. It is told `add` (calls) and `send` (milliseconds),
 * and answers with what it did.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { signTicket } from '../../support/tickets';
import { ourDoor } from './door';
import { LoadPeer } from './load-peer';
import { sendFor, SIZES } from './load';

export type CallsOrder = { readonly add: number } | { readonly sendMs: number };
export interface CallsReport {
  readonly sent: number;
  readonly received: number;
  /** How much later than asked for the sending ended: the load itself was too slow. */
  readonly lateMs: number;
}

const [url = '', nodeId = ''] = process.argv.slice(2);
const peers: LoadPeer[] = [];
const LAST_PACKETS_MS = 300;

async function addCall(): Promise<void> {
  const callId = randomUUID();
  const pair: LoadPeer[] = [];
  for (let person = 0; person < 2; person += 1) {
    const peer = new LoadPeer(await ourDoor(url, signTicket({ aud: nodeId, callId, seat: randomUUID() })));
    await peer.publish(SIZES);
    pair.push(peer);
  }
  for (const peer of pair) await peer.listen(2);
  peers.push(...pair);
}

async function obey(order: CallsOrder): Promise<CallsReport> {
  if ('add' in order) {
    for (let call = 0; call < order.add; call += 1) await addCall();
    return { sent: 0, received: 0, lateMs: 0 };
  }
  for (const peer of peers) {
    peer.assertEncrypted();
    peer.sent = 0;
    peer.gaps.reset();
  }
  const startedAt = performance.now();
  await sendFor(peers, order.sendMs);
  const lateMs = performance.now() - startedAt - order.sendMs;
  await pause(LAST_PACKETS_MS);
  const sum = (of: (peer: LoadPeer) => number): number => peers.reduce((all, peer) => all + of(peer), 0);
  return { sent: sum(({ sent }) => sent), received: sum(({ gaps }) => gaps.received), lateMs };
}

process.on('message', (order: CallsOrder) => {
  obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
