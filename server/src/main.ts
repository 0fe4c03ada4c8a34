import 'reflect-metadata';
import { readConfig } from './config';
import { createServer } from './server';

/** ROLE=api serves people, ROLE=jobs works the queues, ROLE=all does both. */
async function main(): Promise<void> {
  const config = readConfig();
  const app = await createServer(config);
  await app.listen(config.PORT, config.HOST);
}

main().catch((error: unknown) => {
  process.stderr.write(`The server could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
