import { say } from '../../support/say';
import { decodes } from '../../support/media-watch';
import { receivesAnew, streamsOf } from '../../support/media-return';
import { everySeatKept, openSeatedCall } from '../../support/seated-call';

/**
 * Kills the media node of a mediation between two stations, with another node standing by: milliseconds
 * until each of the three sees and hears both others again, through the product's own screens and server.
 */
export async function measureNodeKills(kills: number): Promise<number[]> {
  const call = await openSeatedCall({ nodes: 2 });
  const took: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const pages = call.visitors.map(({ page }) => page);
      const before = await Promise.all(pages.map(streamsOf));
      const killedAt = Date.now();
      const revive = await call.killNode();
      const back = await Promise.all(pages.map((page, at) => receivesAnew(page, before[at] ?? new Set(), 2)));
      took.push(Math.max(...back) - killedAt);
      say(`  node killed: back in ${took.at(-1)} ms`);
      await everySeatKept(call);
      await Promise.all(pages.map((page) => decodes(page, 2)));
      await revive();
    }
    return took;
  } finally {
    await call.stop();
  }
}
