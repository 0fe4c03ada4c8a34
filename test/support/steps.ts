import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Visitor } from './browser';

/** Where pictures of a failed journey are left; an ignored folder. */
const FOLDER = join(process.cwd(), 'screens-out/failed');

/**
 * Steps of one journey: each stands on the one before, so after a failure the rest fail at once. What
 * every screen showed at that moment is left as pictures in `screens-out/failed/`.
 */
export function stepsOf(
  journey: string,
  visitors: readonly Visitor[],
): (title: string, work: () => Promise<void>) => void {
  let brokenAt: string | null = null;
  return (title, work) =>
    it(title, async () => {
      if (brokenAt !== null) throw new Error(`The journey had already ended: ${brokenAt}`);
      brokenAt = title;
      try {
        await work();
        brokenAt = null;
      } finally {
        if (brokenAt !== null) await takePictures(journey, visitors);
      }
    });
}

async function takePictures(journey: string, visitors: readonly Visitor[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [at, { context }] of visitors.entries()) {
    for (const [tab, page] of context.pages().entries()) {
      // A page that cannot be pictured must not hide what failed.
      await page
        .screenshot({ path: join(FOLDER, `${journey}-${at}-${tab}.png`), timeout: 5_000 })
        .catch(() => undefined);
    }
  }
}
