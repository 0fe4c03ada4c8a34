/**
 * npm run verify -- FILE: checks an exported recording with nothing but the file, and says what is wrong
 * with it. Needs no server, no database and no network once the modules are there (docs/recordings.md).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pinnedNode, pinnedNodeEnvironment } from './set-up/pinned-node.mjs';
import { CHECKOUT } from './set-up/places.mjs';
import { reportFailure } from './set-up/problem.mjs';
import { setUpModules } from './set-up/set-up.mjs';

try {
  await setUpModules();
  const child = spawn(
    pinnedNode(),
    [
      '--require',
      join(CHECKOUT, 'scripts/measure/typescript.cjs'),
      join(CHECKOUT, 'server/src/recordings/verify/main.ts'),
      ...process.argv.slice(2),
    ],
    { env: { ...pinnedNodeEnvironment(), TZ: 'UTC' }, stdio: 'inherit' },
  );
  const [code] = await once(child, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
} catch (error) {
  reportFailure(error);
}
