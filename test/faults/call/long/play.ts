import { setTimeout as pause } from 'node:timers/promises';
import { workersOf } from '../../../support/media-process';
import { receivesAnew, streamsOf } from '../../../support/media-return';
import { decodes } from '../../../support/media-watch';
import { everySeatKept, type SeatedCall } from '../../../support/seated-call';
import { say } from '../../../support/say';
import { summaryOf } from '../../../support/recorded';
import { until } from '../../../support/until';
import type { Story } from './check-recording';
import type { Findings } from './findings';

const CUT_MS = 8_000;
const LEAST_CAUCUS_MS = 15_000;
/** After the press of a button, and before the next, nothing is asked of who was in the room. */
const MARGIN_MS = 1_000;

/** The longest that a fault kept somebody from hearing and seeing the others. */
export interface Played {
  readonly story: Story;
  readonly worstMs: number;
}

/** Plays what happens in the long call, spread over its minutes, and ends it. */
export async function play(call: SeatedCall, minutes: number, findings: Findings): Promise<Played> {
  const startedAt = Date.now();
  const at = (share: number): Promise<void> => pause(Math.max(0, startedAt + share * minutes * 60_000 - Date.now()));
  const now = (): number => call.stage.now().getTime();
  const pages = call.visitors.map(({ page }) => page);
  const story = {
    caucuses: [] as Story['caucuses'][number][],
    kills: [] as number[],
    cuts: [] as Story['cuts'][number][],
  };
  let worstMs = 0;

  const together = async (after: string): Promise<void> => {
    await findings.try(`everybody has their seat, sees and hears both others after ${after}`, async () => {
      await everySeatKept(call);
      for (const page of pages) await decodes(page, 2);
    });
  };
  const caucus = async (side: 'A' | 'B'): Promise<void> => {
    await findings.try(`a caucus with side ${side}`, async () => {
      await call.mediation.goPrivate(side);
      await call.rooms[side].isInCaucus();
      const from = now() + MARGIN_MS;
      await pause(Math.max(LEAST_CAUCUS_MS, minutes * 60_000 * 0.06));
      story.caucuses.push({ side, from, to: now() - MARGIN_MS });
      await call.mediation.goBack();
    });
    await together(`the caucus with side ${side}`);
  };
  const killed = async (what: string, kill: () => Promise<void>): Promise<void> => {
    const before = await Promise.all(pages.map(streamsOf));
    const killedAt = Date.now();
    story.kills.push(now());
    await kill();
    const back = await Promise.all(pages.map((page, index) => receivesAnew(page, before[index] ?? new Set(), 2)));
    worstMs = Math.max(worstMs, ...back.map((moment) => moment - killedAt));
    say(`  ${what} killed: everybody back in ${Math.max(...back) - killedAt} ms`);
    await together(`the kill of the ${what}`);
  };

  await findings.try('the recording is on', () =>
    until(async () => (await summaryOf(call.host, call.sessionId)).state === 'on', 60_000, 'the recording on'),
  );
  await together('coming together');
  await at(0.12);
  await caucus('A');
  await at(0.3);
  const cutFrom = now();
  call.lines.B.cut();
  await pause(CUT_MS);
  call.lines.B.mend();
  story.cuts.push({ from: cutFrom, to: now() });
  await together('a cut of 8 s');
  await at(0.42);
  await killed('worker', async () => {
    const node = await call.findNode();
    for (const pid of node ? workersOf(node) : []) process.kill(pid, 'SIGKILL');
  });
  await at(0.54);
  let revive: (() => Promise<void>) | null = null;
  await killed('node', async () => void (revive = await call.killNode()));
  await (revive as (() => Promise<void>) | null)?.();
  await at(0.66);
  const same = await Promise.all(pages.map(streamsOf));
  await call.restartServer();
  await together('the restart of the server');
  const after = await Promise.all(pages.map(streamsOf));
  const kept = same.every((streams, index) => [...streams].every((ssrc) => after[index]?.has(ssrc)));
  findings.note('the restart of the server cut no stream', kept);
  await at(0.78);
  await caucus('B');
  await at(1);
  await findings.try('the official ends it, and the rooms ask how it was', async () => {
    await call.mediation.end();
    await Promise.all([call.rooms.A.isAsked(), call.rooms.B.isAsked()]);
  });
  for (const { complaints } of call.visitors)
    findings.note('no page had an error that nobody caught', complaints.length === 0, complaints.join('; '));
  return { story, worstMs };
}
