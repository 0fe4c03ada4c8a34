import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { receivesAnew, streamsOf } from '../../support/media-return';
import { decodes } from '../../support/media-watch';
import { openRecorded, playThrough, summaryOf } from '../../support/recorded';
import { everySeatKept, openSeatedCall, type SeatedCall } from '../../support/seated-call';
import { say } from '../../support/say';
import { until } from '../../support/until';
import type { Fault, FaultRow } from '../fault-row';

const SEGMENT_MS = 10_000;
/** Closing a segment and carrying it to the store take their time, too. */
const SLACK_MS = 5_000;
const TALK_MS = 30_000;
const SMALL_DISK_MB = 12;
const TOLD_WITHIN_MS = 90_000;

/** Fault 8: the SFU is killed while it records; the disk becomes full. The call goes on, and what was lost is shown. */
export const recordingFaults: Fault = async () => [await nodeKilled(), ...(await diskFull())];

async function nodeKilled(): Promise<FaultRow> {
  const call = await openSeatedCall({ nodes: 2 });
  try {
    await recordingIs(call, 'on');
    await pause(TALK_MS);
    const pages = call.visitors.map(({ page }) => page);
    const before = await Promise.all(pages.map(streamsOf));
    const killedAt = call.stage.now().getTime();
    const revive = await call.killNode();
    const startedAt = Date.now();
    const back = await Promise.all(pages.map((page, at) => receivesAnew(page, before[at] ?? new Set(), 2)));
    await revive();
    await everySeatKept(call);
    await pause(TALK_MS);
    await call.mediation.end();
    await recordingIs(call, 'ended');
    const recorded = await openRecorded(call.host, call.sessionId, 'plenary');
    const { tracks, gaps, chain } = recorded.view;
    const segments = tracks.flatMap((track) => track.segments);
    for (const segment of segments) await playThrough(await recorded.fetch(segment));
    const kept = Math.max(
      ...segments.filter(({ from }) => Date.parse(from) < killedAt).map(({ to }) => Date.parse(to)),
    );
    const shown = gaps.some(
      ({ from, to }) => Date.parse(from) <= killedAt + SLACK_MS && Date.parse(to ?? from) >= killedAt,
    );
    const lostMs = Math.max(0, killedAt - kept);
    return {
      name: '8 SFU killed while recording',
      acknowledged: segments.length,
      lost: lostMs <= SEGMENT_MS + SLACK_MS ? 0 : 1,
      duplicated: 0,
      refused: 0,
      recoveredMs: Math.max(...back) - startedAt,
      pass: lostMs <= SEGMENT_MS + SLACK_MS && shown && chain.ok,
      note: `every segment plays; ${(lostMs / 1_000).toFixed(1)} s before the kill are missing; the gap is ${shown ? '' : 'NOT '}shown; the chain ${chain.ok ? 'holds' : 'is BROKEN'}`,
    };
  } finally {
    await call.stop();
  }
}

/** A disk of a few megabytes, which only root may make; left out for others. */
async function diskFull(): Promise<FaultRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'video-home-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK_MB}m,mode=777`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    say('  A small disk can be made by root alone: the full disk is left out.');
    rmSync(folder, { recursive: true });
    return [];
  }
  let call: SeatedCall | null = null;
  try {
    call = await openSeatedCall({ nodes: 1, env: { RECORDINGS_DIR: folder, RECORDING_MIN_FREE_MB: '1' } });
    const { host, sessionId } = call;
    await recordingIs(call, 'on');
    let alarms = 0;
    await until(
      async () => (alarms = (await summaryOf(host, sessionId)).alarms.length) > 0,
      TOLD_WITHIN_MS,
      'the alarm of a full disk',
    ).catch(() => undefined);
    for (const { page } of call.visitors) await decodes(page, 2);
    await everySeatKept(call);
    const recorded = await openRecorded(host, sessionId, 'plenary');
    const segments = recorded.view.tracks.flatMap((track) => track.segments);
    for (const segment of segments) await playThrough(await recorded.fetch(segment));
    return [
      {
        name: '8 disk full while recording',
        acknowledged: segments.length,
        lost: 0,
        duplicated: 0,
        refused: 0,
        recoveredMs: null,
        pass: alarms > 0,
        note: `the call goes on; ${alarms} alarms; every stored segment plays`,
      },
    ];
  } finally {
    await call?.stop();
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

const recordingIs = (call: SeatedCall, state: 'on' | 'ended'): Promise<void> =>
  until(
    async () => (await summaryOf(call.host, call.sessionId)).state === state,
    TOLD_WITHIN_MS,
    `the recording is ${state}`,
  );
