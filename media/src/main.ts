import pino from 'pino';
import { readConfig } from './config';
import { MediaNode } from './media-node';

/** Starts the media node from its environment, and stops it cleanly when asked to. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ name: 'media', level: config.logLevel });
  const node = await MediaNode.start(config, log);
  log.info({ nodeId: node.id, port: node.port, controlUrl: node.controlUrl, workers: node.pool.size }, 'ready');
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    node.close().then(
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
