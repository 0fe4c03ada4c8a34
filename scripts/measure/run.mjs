import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, pinnedNodeEnvironment } from '../set-up/pinned-node.mjs';
import { CHECKOUT } from '../set-up/places.mjs';
import { setUp, setUpModules } from '../set-up/set-up.mjs';

/**
 * The names of a kind of measurement: of each `NAME.KIND.ts` below a folder of the tests.
 * @param {'bench' | 'faults'} kind
 */
export function namesOf(kind) {
  return readdirSync(join(CHECKOUT, 'test', kind))
    .filter((file) => file.endsWith(`.${kind}.ts`))
    .map((file) => file.slice(0, -`.${kind}.ts`.length))
    .sort();
}

/**
 * Sets up what is missing, then runs `test/KIND/main.ts` on the pinned Node until it ends or is
 * interrupted; it starts and stops the programs that it needs itself.
 *
 * @param {'bench' | 'faults'} kind
 * @param {string[]} args
 * @param {{ product: boolean, client?: boolean }} needs whether the built product, PostgreSQL and Redis take
 *   part, and whether its screens do, in a browser
 * @returns {Promise<number>} its exit code
 */
export async function runMeasurement(kind, args, { product, client = false }) {
  let workerBin = '';
  if (product) ({ workerBin } = await setUp({ tests: client, build: client ? ['server', 'client'] : ['server'] }));
  else await setUpModules();
  const child = spawn(
    pinnedNode(),
    [
      '--enable-source-maps',
      '--require',
      join(CHECKOUT, 'scripts/measure/typescript.cjs'),
      join(CHECKOUT, 'test', kind, 'main.ts'),
      ...args,
    ],
    {
      cwd: CHECKOUT,
      // As production runs it; a development build of a library would be measured otherwise.
      env: { ...pinnedNodeEnvironment(), NODE_ENV: 'production', TZ: 'UTC', MEDIASOUP_WORKER_BIN: workerBin },
      stdio: 'inherit',
    },
  );
  // Ctrl-C reaches the child by itself; we wait until it has put everything away.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void (signal === 'SIGINT' || child.kill(/** @type {NodeJS.Signals} */ (signal))));
  }
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
