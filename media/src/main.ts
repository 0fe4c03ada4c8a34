import pino from 'pino';
import { ShiftedClock } from './clock';
import { readConfig } from './config';
import { DEFAULT_LIMITS, MediaNode } from './media-node';
import { RecordingNode } from './recording/recording-node';
import { readRecordingSettings } from './recording/settings';

/** Starts the media node from its environment, and stops it cleanly when asked to. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ name: 'media', level: config.logLevel });
  const settings = readRecordingSettings(process.env);
  const clock = new ShiftedClock(config.clockOffsetMs);
  const recording = await RecordingNode.start({ nodeId: config.nodeId, settings, clock, log });
  const starting = MediaNode.start(config, log, DEFAULT_LIMITS, recording);
  // Listened for before the first door is open: by default the signal would end the process.
  process.on('SIGUSR2', () => {
    starting.then((started) => started.drain()).catch((error: unknown) => log.error({ err: error }, 'draining failed'));
  });
  const node = await starting;
  log.info({ nodeId: node.id, port: node.port, controlUrl: node.controlUrl, workers: node.pool.size }, 'ready');
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    const stopped = node.close().finally(() => recording.close());
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
