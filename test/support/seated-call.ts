import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startMedia } from '../../scripts/run/media.mjs';
import { freePort, freePortBlock } from '../../scripts/run/ports.mjs';
import { launchBrowser, visit, type Visitor } from './browser';
import { asStaff, openSession, type TestClient } from './client';
import { createCounty, type TestCounty } from './county';
import { callOn, nodeIdOf, type MediaProcess } from './media-process';
import { decodes, TONES } from './media-watch';
import { sendMediaOver, StationLine } from './network/station-line';
import { DeskPage } from './pages/desk-page';
import { MediationPage } from './pages/mediation-page';
import { RoomPage } from './pages/room-page';
import { dispute } from './registering';
import { openStage, type ServerProcess, type Stage } from './stage';
import { writeTone } from './tone';
import { until } from './until';
import { book } from './visits';

/** Tuesday 8:57 in the bureau's zone: the slot is at nine. */
const NOW = '2026-11-24T00:57:00.000Z';
const STARTS_AT = '2026-11-24T01:00:00.000Z';
const WORKERS = 2;

/** Everybody's own address of the house, their voice, and the size of their screen. */
const PLACES = {
  A: { address: '127.0.0.21', tone: TONES.sideA, width: 1920, height: 1080 },
  B: { address: '127.0.0.22', tone: TONES.sideB, width: 1920, height: 1080 },
  bureau: { address: '127.0.0.23', tone: TONES.official, width: 1366, height: 768 },
} as const;
export type SeatedPlace = keyof typeof PLACES;

/** A dispute in the plenary: two stations and the official, each in a browser and behind a line of their own. */
export interface SeatedCall {
  readonly stage: Stage;
  readonly county: TestCounty;
  readonly sessionId: string;
  /** Their places in the call. */
  readonly seats: Readonly<Record<SeatedPlace, string>>;
  readonly rooms: Readonly<Record<'A' | 'B', RoomPage>>;
  readonly mediation: MediationPage;
  readonly visitors: readonly Visitor[];
  readonly lines: Readonly<Record<SeatedPlace, StationLine>>;
  readonly host: TestClient;
  /** The media node that the call is on now. */
  findNode(): Promise<MediaProcess | null>;
  /** Kills the node that the call is on; what it returns starts a node in its place, at the same ports. */
  killNode(): Promise<() => Promise<void>>;
  /** Kills the server and starts it again on the same port. */
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

/** Plays the journey up to the talk. `nodes` media nodes carry it; `env` goes to every program. */
export async function openSeatedCall(options: { nodes: number; env?: NodeJS.ProcessEnv }): Promise<SeatedCall> {
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await build(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  { nodes, env }: Parameters<typeof openSeatedCall>[0],
  undo: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<SeatedCall> {
  const stage = await openStage({ now: NOW, env: { HOST: '127.0.0.1', NOTICE_SWEEP_MS: '300', ...env }, media: false });
  undo.push(() => stage.stop());
  const running = await startNodes(stage, nodes, undo);
  const port = await freePort();
  let server: ServerProcess = await stage.startServer({ role: 'all', port });
  const { database } = stage.running(server);
  const county = await createCounty(database);
  const [first, second] = county.stations;
  const clerk = await asStaff(stage.running(server), first.clerkId);
  const request = await book(clerk, dispute(county), STARTS_AT);
  const [a, b] = request.parties;
  if (!a || !b) throw new Error('A dispute has two parties.');

  const rtcPorts = running.flatMap(({ rtcPort }) => Array.from({ length: WORKERS }, (_, at) => rtcPort + at));
  const ports = { tcp: [port, ...running.map((node) => node.port), ...rtcPorts], udp: rtcPorts };
  const visitors: Visitor[] = [];
  const lines: Partial<Record<SeatedPlace, StationLine>> = {};
  const come = async (place: SeatedPlace, kind: 'staff' | 'device', id: string): Promise<Visitor> => {
    const { address, tone, width, height } = PLACES[place];
    const line = await StationLine.open(address, ports);
    undo.push(() => line.close());
    lines[place] = line;
    const browser: Browser = await launchBrowser(writeTone(join(stage.dataDir, `${tone}.wav`), tone));
    undo.push(() => browser.close());
    const cookie = await openSession(stage.running(server), kind, id);
    const visitor = await visit(browser, { url: `http://${address}:${port}`, width, height, cookie });
    await sendMediaOver(visitor.context, line);
    visitors.push(visitor);
    return visitor;
  };
  const rooms = {
    A: new RoomPage((await come('A', 'device', first.deviceId)).page),
    B: new RoomPage((await come('B', 'device', second.deviceId)).page),
  };
  const mediation = new MediationPage((await come('bureau', 'staff', county.mediator.staffId)).page);
  for (const [room, party] of [
    [rooms.A, a],
    [rooms.B, b],
  ] as const) {
    await room.sitDown(party);
  }
  await mediation.page.goto('/desk');
  const sessionId = await new DeskPage(mediation.page).enter();
  await mediation.seesWaiting([a.name, b.name]);
  await mediation.admitBoth();
  for (const { page } of visitors) await decodes(page, 2);
  await mediation.consents(a.name);
  await mediation.consents(b.name);

  return {
    stage,
    county,
    sessionId,
    seats: { A: a.id, B: b.id, bureau: county.mediator.staffId },
    rooms,
    mediation,
    visitors,
    lines: lines as Record<SeatedPlace, StationLine>,
    host: await asStaff(stage.running(server), county.mediator.staffId),
    findNode: () => nodeOf(stage, running, sessionId),
    killNode: async () => {
      const node = await nodeOf(stage, running, sessionId);
      if (!node) throw new Error('The call is on no node.');
      await node.kill9();
      const at = running.indexOf(node);
      return async () => {
        const another = await startNode(stage, at, { port: node.port, rtcPort: node.rtcPort });
        undo.push(() => another.stop());
        running[at] = another;
      };
    },
    restartServer: async () => {
      await server.kill9();
      server = await stage.startServer({ role: 'all', port });
    },
    stop,
  };
}

async function startNodes(stage: Stage, count: number, undo: (() => unknown)[]): Promise<MediaProcess[]> {
  const nodes: MediaProcess[] = [];
  for (let at = 0; at < count; at += 1) {
    const rtcPort = await freePortBlock(45_000 + at * 10 + (process.pid % 1_000), WORKERS);
    const node = await startNode(stage, at, { port: await freePort(), rtcPort });
    undo.push(() => node.stop());
    nodes.push(node);
  }
  return nodes;
}

const startNode = (stage: Stage, at: number, ports: { port: number; rtcPort: number }): Promise<MediaProcess> =>
  startMedia({
    dataDir: stage.dataDir,
    redisUrl: stage.redisUrl,
    env: stage.env,
    name: `media-${at + 1}`,
    workers: WORKERS,
    ...ports,
  });

/** The living node on which everybody's place is, as the database says. */
async function nodeOf(stage: Stage, nodes: readonly MediaProcess[], sessionId: string): Promise<MediaProcess | null> {
  const [session] = await stage.query<{ node: string | null }>(
    'SELECT media_node_id AS node FROM session WHERE id = $1',
    [sessionId],
  );
  for (const node of nodes) {
    // One that was killed answers nobody.
    const id = await nodeIdOf(node).catch(() => null);
    if (id !== null && id === session?.node) return node;
  }
  return null;
}

/** Waits until everybody of the call is connected in their own seat and space, once, and nobody else is there. */
export async function everySeatKept(call: SeatedCall, space = 'plenary', withinMs = 30_000): Promise<void> {
  const expected = Object.values(call.seats).sort().join();
  await until(
    async () => {
      const node = await call.findNode();
      const known = node && (await callOn(node, call.sessionId).catch(() => null));
      const peers = known?.peers ?? [];
      const all = peers.map(({ seat }) => seat).sort();
      return all.join() === expected && peers.every((peer) => peer.connected && peer.space === space);
    },
    withinMs,
    'everybody in their own seat',
  );
}
