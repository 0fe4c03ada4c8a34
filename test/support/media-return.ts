import type { Page } from 'playwright-core';
import { readMedia } from './media-watch';
import { until } from './until';

/** The streams that a page receives now, by SSRC. */
export const streamsOf = async (page: Page): Promise<ReadonlySet<number>> =>
  new Set((await readMedia(page)).streams.map(({ ssrc }) => ssrc));

/**
 * Waits until a page decodes pictures and hears voices of `count` others over streams that were not there
 * `before`; the moment (epoch milliseconds) at which that was seen.
 */
export async function receivesAnew(page: Page, before: ReadonlySet<number>, count: number, withinMs = 60_000) {
  await until(
    async () => {
      const fresh = (await readMedia(page)).streams.filter(({ ssrc }) => !before.has(ssrc));
      const pictures = fresh.filter(({ kind, frames }) => kind === 'video' && frames > 0);
      const voices = fresh.filter(({ kind, energy }) => kind === 'audio' && energy > 0);
      return pictures.length >= count && voices.length >= count;
    },
    withinMs,
    `${count} pictures and voices anew`,
  );
  return Date.now();
}
