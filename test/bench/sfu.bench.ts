import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../support/say';
import { benchRow, median, type BenchRow } from './row';
import { measureCallsPerCore } from './sfu/calls-per-core';
import { bareContender, ourContender, type Contender } from './sfu/contenders';
import { cpuOf } from './sfu/cpu';
import { sendFor, SIZES } from './sfu/load';
import { LoadPeer } from './sfu/load-peer';

const ROUNDS = 7;
const ROUND_MS = 4_000;
const WARM_UP_MS = 2_000;
const PEOPLE = 6;
const LAST_PACKETS_MS = 300;
const JANUS = ['/usr/bin/janus', '/opt/janus/bin/janus'];

/**
 * What forwarding a packet costs our media node and bare mediasoup, in turn in each round: six people in one
 * call who all send and hear the five others, over real ICE, DTLS and SRTP; and how many one-to-one calls a
 * core carries. `--rounds 3` and `--only cost` make it shorter.
 */
export async function run(): Promise<BenchRow[]> {
  const only = option('only')?.split(',');
  const rows: BenchRow[] = [];
  if (!only || only.includes('cost')) rows.push(await measureCost(Number(option('rounds') ?? ROUNDS)));
  if (!JANUS.some(existsSync)) say('Janus is not installed: it is left out.');
  else say('Janus is installed, but nothing here speaks its signalling: it is left out.');
  if (!only || only.includes('calls')) {
    const { calls, core, loadGaveOut } = await measureCallsPerCore();
    if (loadGaveOut) say(`The load gave out at ${core.toFixed(2)} of the node's core: it carries more than this.`);
    rows.push(
      benchRow({ name: 'sfu.callsPerCore', unit: loadGaveOut ? 'calls, at least' : 'calls', ours: calls, n: 1 }),
    );
  }
  return rows;
}

async function measureCost(rounds: number): Promise<BenchRow> {
  const contenders = { ours: await ourContender(), bare: await bareContender() };
  const peers: Record<keyof typeof contenders, LoadPeer[]> = { ours: [], bare: [] };
  try {
    for (const name of ['ours', 'bare'] as const) peers[name] = await gather(contenders[name]);
    for (const name of ['ours', 'bare'] as const) await sendFor(peers[name], WARM_UP_MS);
    const costs = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const turn = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
      for (const name of turn) {
        const cost = await costOf(contenders[name], peers[name]);
        costs[name].push(cost);
        say(`  ${name}: ${cost.toFixed(2)} CPU-µs a packet`);
      }
    }
    const row = { name: 'sfu.cpuPerPacket', unit: 'CPU-µs', n: rounds };
    return benchRow({ ...row, ours: median(costs.ours), peer: median(costs.bare) });
  } finally {
    for (const peer of [...peers.ours, ...peers.bare]) peer.close();
    await contenders.ours.stop();
    await contenders.bare.stop();
  }
}

/** Six people in one call, connected; silent until they are told to send. */
async function gather(contender: Contender): Promise<LoadPeer[]> {
  const callId = randomUUID();
  const peers: LoadPeer[] = [];
  for (let at = 0; at < PEOPLE; at += 1) {
    const peer = new LoadPeer(await contender.door(callId));
    await peer.publish(SIZES);
    peers.push(peer);
  }
  for (const peer of peers) await peer.listen((PEOPLE - 1) * 2);
  for (const peer of peers) peer.assertEncrypted();
  return peers;
}

async function costOf(contender: Contender, peers: readonly LoadPeer[]): Promise<number> {
  for (const peer of peers) {
    peer.sent = 0;
    peer.gaps.reset();
  }
  const before = cpuOf(contender.pids);
  await sendFor(peers, ROUND_MS);
  await pause(LAST_PACKETS_MS);
  const used = cpuOf(contender.pids) - before;
  const sent = peers.reduce((sum, peer) => sum + peer.sent, 0);
  const received = peers.reduce((sum, { gaps }) => sum + gaps.received, 0);
  if (received < sent * (PEOPLE - 1) * 0.98)
    throw new Error(`Of ${sent * (PEOPLE - 1)} packets ${received} arrived: this measures losses, not costs.`);
  return used / received;
}

function option(name: string): string | undefined {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : process.argv[index + 1];
}
