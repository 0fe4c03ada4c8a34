import type { CallTicket, SessionView } from '@contracts/http/sessions';
import { NODE_KEY_PREFIX, nodeRegistration } from '@contracts/media/control';
import type { CallState } from '@contracts/media/signalling';
import type { HeldCall } from '@contracts/media/ticket';
import { Redis } from 'ioredis';
import { startMedia } from '../../scripts/run/media.mjs';
import { TestPeer } from '../../media/test-support/test-peer';
import { CallBureau } from '../support/call-bureau';
import { asDevice, type TestClient } from '../support/client';
import { nodeIdOf, workersOf, type MediaProcess } from '../support/media-process';
import { until } from '../support/until';

const bureau = new CallBureau({ env: { ROLE: 'all' } });
const nodes: MediaProcess[] = [];
const peers: TestPeer[] = [];

beforeAll(async () => {
  await bureau.open();
  await bureau.node.vanish();
  for (const name of ['north', 'south']) {
    const { dataDir, env } = bureau.app;
    nodes.push(await startMedia({ dataDir, redisUrl: env['REDIS_URL'] ?? '', env, name, workers: 1 }));
  }
  // A dispute goes only to a node whose recorder runs, and that takes a moment to start.
  const redis = new Redis(bureau.app.env['REDIS_URL'] ?? '');
  for (const node of nodes) {
    const key = NODE_KEY_PREFIX + (await nodeIdOf(node));
    await until(
      async () => nodeRegistration.safeParse(JSON.parse((await redis.get(key)) ?? 'null')).data?.records === true,
    );
  }
  await redis.quit();
});
afterAll(async () => {
  for (const peer of peers) peer.hangUp();
  for (const node of nodes) await node.stop();
  await bureau.close();
});

/** Comes into the call as a browser does: a ticket, a socket, joining; again where the node cannot yet. */
async function enter(client: TestClient, path: string): Promise<{ peer: TestPeer; state: CallState; url: string }> {
  for (;;) {
    const { body } = await client.post<CallTicket>(path);
    try {
      const peer = await TestPeer.connect(body.signallingUrl, body.ticket);
      peers.push(peer);
      return { peer, state: (await peer.join()).state, url: body.signallingUrl };
    } catch (error) {
      if (String(error).includes('UNAVAILABLE')) continue;
      throw error;
    }
  }
}
const gone = ({ socket }: TestPeer): Promise<unknown> => new Promise((resolve) => socket.once('disconnect', resolve));

describe('a caucus whose worker is killed, and then its node', () => {
  it('goes on, on another worker and on another node, with everyone where they were, paused and locked as it was', async () => {
    const { request, session } = await bureau.waitingDispute();
    const [seatA, seatB] = request.parties.map(({ id }) => id);
    const screenB = await asDevice(bureau.app, bureau.county.stations[1].deviceId);
    const enterAll = () =>
      Promise.all([
        enter(bureau.official, `/api/sessions/${session.id}/ticket`),
        enter(bureau.screen, '/api/room/ticket'),
        enter(screenB, '/api/room/ticket'),
      ]);
    const rowsOf = (action: string) =>
      bureau.database.query('SELECT FROM audit_event WHERE action = $1 AND subject_id = $2', [action, session.id]);
    const spaces = (here: Awaited<ReturnType<typeof enterAll>>) => here.map(({ state }) => state.mySpace);
    const together = ['caucus:A', 'caucus:A', 'plenary'];

    const first = await enterAll();
    const [host] = first;
    for (const seat of [seatA, seatB]) await host.peer.ask('peer.move', { seat, space: 'plenary' });
    await host.peer.ask('caucus.open', { side: 'A', minutes: 30 });
    await until(async () => {
      const moves = await bureau.database.query<{ n: string }>(
        `SELECT count(*) AS n FROM session_event WHERE session_id = $1 AND kind = 'peerMoved'`,
        [session.id],
      );
      return Number(moves[0]?.n) === 4;
    });
    const row = await bureau.sessionRow(session.id);
    const ids = await Promise.all(nodes.map(nodeIdOf));
    const at = ids.indexOf(row?.media_node_id ?? '');
    const node = nodes[at];
    if (!node) throw new Error('The call is on no node of ours.');

    const [worker] = workersOf(node);
    const cut = Promise.all(first.map(({ peer }) => gone(peer)));
    process.kill(worker ?? 0, 'SIGKILL');
    await cut;
    const second = await enterAll();
    expect(spaces(second)).toEqual(together);
    expect(new Set(second.map(({ url }) => url))).toEqual(new Set([host.url]));
    expect(await rowsOf('call.replaced')).toHaveLength(0);

    const [hostBetween] = second;
    await hostBetween.peer.ask('caucus.lock', { locked: true });
    await hostBetween.peer.ask('call.suspend');
    await hostBetween.peer.until(() => hostBetween.peer.state?.suspendedAt != null);
    const left = hostBetween.peer.state;
    await until(async () => {
      const told = await bureau.database.query<{ held: HeldCall }>(
        `SELECT detail->'held' AS held FROM session_event WHERE session_id = $1 AND kind = 'callHeld'`,
        [session.id],
      );
      return told.some(({ held }) => held.suspendedAt !== null && held.caucus?.locked === true);
    });

    const cutAgain = Promise.all(second.map(({ peer }) => gone(peer)));
    await node.kill9();
    await cutAgain;
    const third = await enterAll();
    expect(spaces(third)).toEqual(together);
    expect(new Set(third.map(({ url }) => url)).size).toBe(1);
    expect(third[0].url).not.toBe(host.url);
    // Nobody is heard who thought they were paused, and the private talk is locked and timed as it was.
    expect(third.map(({ state }) => state.suspendedAt)).toEqual(together.map(() => left?.suspendedAt));
    expect(third[0].state.caucus).toEqual(left?.caucus);
    expect(third[0].state.caucus).toMatchObject({ locked: true });
    expect(third[0].state.caucus?.endsAt).not.toBeNull();
    expect((await bureau.sessionRow(session.id))?.media_node_id).toBe(ids[1 - at]);
    expect(await rowsOf('call.replaced')).toHaveLength(1);

    // The list of private talks has it twice: until the node died, and from then on.
    const caucuses = async () => (await bureau.official.get<SessionView>(`/api/sessions/${session.id}`)).body.caucuses;
    await until(async () => (await caucuses()).some(({ endedAt }) => endedAt === null));
    expect((await caucuses()).map(({ side }) => side)).toEqual(['A', 'A']);

    // The host still has the caucus in hand: it closes, and all are together.
    const [hostNow, aNow] = third;
    await hostNow.peer.until(() => hostNow.peer.state?.caucusOf === 'A');
    await hostNow.peer.ask('call.resume');
    await aNow.peer.until(() => aNow.peer.state?.suspendedAt === null);
    await hostNow.peer.ask('caucus.close');
    await aNow.peer.until(() => aNow.peer.state?.mySpace === 'plenary');
  });
});
