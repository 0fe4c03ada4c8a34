import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RecordingSettings } from '../src/recording/settings';
import { host, party, type Person, type TestHouse } from './house';
import type { Material } from './material';

export const RUNS_TYPESCRIPT = ['--require', join(__dirname, '../../scripts/measure/typescript.cjs')];
/** Shorter than in life, so that a test sees several. */
export const SEGMENT_MS = 1_500;

export const shortSegments = (store: Record<string, string>, change: Partial<RecordingSettings> = {}) => ({
  ...{ store, minFreeBytes: 0, segmentMs: SEGMENT_MS, execArgv: RUNS_TYPESCRIPT },
  ...change,
});

export async function recorderRuns({ recording }: TestHouse): Promise<void> {
  const tapes = recording?.tapes;
  if (tapes && !tapes.up) await new Promise<void>((resolve) => tapes.once('up', () => resolve()));
}

/** An official and a resident, together, each with a voice, in a call that must be recorded. */
export async function recordedTalk(house: TestHouse, voice: Material) {
  await recorderRuns(house);
  const callId = randomUUID();
  const obliged = (person: Person): Person => ({ ...person, recording: 'required' });
  const [official, resident] = [obliged(host()), obliged(party('A'))];
  const desk = await house.arrive(callId, official);
  const room = await house.arrive(callId, resident);
  for (const peer of [desk, room]) await peer.send('opus', 'microphone', voice);
  await desk.ask('peer.move', { seat: resident.seat, space: 'plenary' });
  return { callId, seats: [official.seat, resident.seat] as const, desk, room };
}
