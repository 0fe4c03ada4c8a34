import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '@domain/evidence-chain';
import { Evidence, sha256 } from '../../test-support/evidence';
import { TestHouse } from '../../test-support/house';
import { faultsOf } from '../../test-support/listening-in';
import { tone } from '../../test-support/material';
import { recordedTalk, shortSegments } from '../../test-support/recorded-talk';

const ALARM_WITHIN_MS = 10_000;
/** A segment's file begins where the one before ended, to within a packet and a rounding. */
const SEAM_MS = 150;

let directory: string;
let house: TestHouse;
let evidence: Evidence;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'full-disk-'));
  // One segment may wait for the disk; what comes while it waits is lost.
  house = await TestHouse.open(undefined, {
    recording: shortSegments({ RECORDINGS_DIR: join(directory, 'store') }, { roomBytes: 1 }),
  });
  evidence = await Evidence.open(house.redis.url);
});
afterAll(async () => {
  await evidence.close();
  await house.close();
  await rm(directory, { recursive: true, force: true });
});

/** What a process may write into one file; the kernel refuses the rest of it, as a full disk does. */
const mayWrite = (pid: number, bytes: number | 'unlimited'): void => {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
};

describe('a disk that takes nothing more', () => {
  it('raises the alarm within ten seconds; the call goes on, what is closed plays, and with room it records again', async () => {
    const { callId, seats, desk } = await recordedTalk(house, await tone(directory, 440));
    const [, resident] = seats;
    const segments = (seat: string) => evidence.bodies(callId, 'segment').filter((one) => one.seat === seat);
    const gaps = (seat: string) => evidence.bodies(callId, 'gap').filter((one) => one.seat === seat);
    const states = () => evidence.events(callId).flatMap((event) => (event.kind === 'recording' ? [event] : []));
    await evidence.until(() => seats.every((seat) => segments(seat).length > 0));

    const tape = house.recording?.tapes.pid;
    if (!tape) throw new Error('no recorder');
    const fullAt = Date.now();
    mayWrite(tape, 0);
    await desk.until(() => desk.state?.recording.state === 'failed');
    await evidence.until(() => states().some(({ state }) => state === 'failed'));
    const alarm = states().find(({ state }) => state === 'failed');
    expect(alarm).toMatchObject({ scope: 'plenary', reason: expect.stringMatching(/EFBIG|ENOSPC/) as string });
    expect(Date.parse(alarm?.at ?? '') - fullAt).toBeLessThan(ALARM_WITHIN_MS);
    expect(house.recording?.canRecord()).toBe(false);

    const heard = desk.packetsFrom(resident);
    await desk.until(() => desk.packetsFrom(resident) > heard + 10);
    await evidence.until(() => seats.every((seat) => gaps(seat).length > 0));
    const before = segments(resident).length;
    mayWrite(tape, 'unlimited');
    await desk.until(() => desk.state?.recording.state === 'on');
    await evidence.until(() => segments(resident).length > before + 2);
    expect(house.recording?.tapes.pid).toBe(tape);
    await desk.ask('call.end');
    await evidence.until(() => evidence.bodies(callId, 'closed').length > 0);

    expect(states().map(({ state }) => state)).toEqual(['on', 'failed', 'on', 'off']);
    expect(gaps(resident).every(({ reason }) => reason === 'storageFailed')).toBe(true);
    for (const seat of seats) {
      // Each moment is in a file or in a gap that is shown: nothing is missing unsaid.
      const spans = [...segments(seat), ...gaps(seat)]
        .map(({ from, to }) => [Date.parse(from), Date.parse(to ?? '')] as const)
        .sort(([one], [other]) => one - other);
      for (const [at, [from]] of spans.slice(1).entries()) {
        expect(Math.abs(from - (spans[at]?.[1] ?? 0))).toBeLessThan(SEAM_MS);
      }
      for (const { key } of segments(seat)) expect(await faultsOf(join(directory, 'store', key))).toBe('');
    }
    expect(verifyChain(evidence.chain(callId), sha256)).toEqual({ ok: true });
  });
});
