import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildChanged } from '../set-up/build.mjs';
import { pinnedNode, pinnedNodeEnvironment } from '../set-up/pinned-node.mjs';
import { CHECKOUT } from '../set-up/places.mjs';
import { secondsSince } from '../set-up/step.mjs';
import { startChild } from './child.mjs';

const QUIET_MS = 200;

/**
 * Builds and restarts what changes: the server on any change of its sources, the media node too
 * when its own or the shared ones change. The client is rebuilt by Vite; reload the page.
 * @param {import('./parts.mjs').Parts} parts
 * @param {string} dataDir
 */
export async function watchSources(parts, dataDir) {
  await parts.start('Client build', async () =>
    startChild({
      file: pinnedNode(),
      args: [join(CHECKOUT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'client/vite.config.ts', '--watch'],
      cwd: CHECKOUT,
      env: pinnedNodeEnvironment(),
      logFile: join(dataDir, 'logs/client-build.log'),
      noteFile: join(dataDir, 'run/client-build.json'),
    }),
  );
  const changed = new Set();
  let timer = setTimeout(() => undefined, 0);
  let building = Promise.resolve();
  for (const folder of ['server', 'media', 'libs']) {
    watch(join(CHECKOUT, folder), { recursive: true }, () => {
      changed.add(folder);
      clearTimeout(timer);
      timer = setTimeout(() => (building = building.then(rebuild)), QUIET_MS);
    });
  }

  async function rebuild() {
    const media = changed.has('media') || changed.has('libs');
    changed.clear();
    const startedAt = performance.now();
    try {
      const done = await buildChanged(['server'], () => undefined);
      if (parts.isStopping || !done.startsWith('built')) return;
      console.log(`  ✓ ${'Build'.padEnd(20)} ${done.padEnd(52)} ${secondsSince(startedAt)}`);
      if (media) await parts.restart('Media node');
      await parts.restart('Server');
    } catch (error) {
      console.error(`\n${error instanceof Error ? error.message : error}\n`);
    }
  }
}
