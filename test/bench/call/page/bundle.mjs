import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page of the call benchmark, with the product's own `rtc` in it, as the client's build does. */
export async function bundlePage(/** @type {string} */ outDir) {
  await build({
    root: at('.'),
    base: './',
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        '@rtc': at('../../../../client/src/rtc'),
        '@domain': at('../../../../libs/domain/src'),
        '@contracts': at('../../../../libs/contracts/src'),
      },
    },
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
  });
}

// In a process of its own, for tests whose runner gives them objects of another world than the bundler's.
if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePage(process.argv[2] ?? '');
