import { join } from 'node:path';
import pino from 'pino';
import { ShiftedClock } from '../../media/src/clock';
import { readConfig } from '../../media/src/config';
import { DEFAULT_LIMITS, MediaNode } from '../../media/src/media-node';
import { RecordingNode } from '../../media/src/recording/recording-node';
import type { TestApp } from './app';
import { until } from './until';

const RUNS_TYPESCRIPT = ['--require', join(__dirname, '../../scripts/measure/typescript.cjs')];

/** Starts a media node in this process that records for real, into the store of this server; files close every 1.5 s. */
export async function startRecordingMedia(app: TestApp): Promise<{ node: MediaNode; stop: () => Promise<void> }> {
  const config = readConfig({ ...process.env, ...app.env, MEDIA_WORKERS: '1' });
  const log = pino({ level: 'silent' });
  const clock = new ShiftedClock(config.clockOffsetMs);
  const store = { DATA_DIR: app.dataDir };
  const settings = { store, minFreeBytes: 0, segmentMs: 1_500, execArgv: RUNS_TYPESCRIPT };
  const recording = await RecordingNode.start({ nodeId: config.nodeId, settings, clock, log });
  await until(() => recording.canRecord());
  const node = await MediaNode.start(config, log, DEFAULT_LIMITS, recording);
  return {
    node,
    stop: async () => {
      await node.close();
      await recording.close();
    },
  };
}
