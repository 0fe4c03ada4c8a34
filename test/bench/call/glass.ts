import type { Browser } from 'playwright-core';
import { until } from '../../support/until';
import { BenchPage, type Where } from './bench-page';
import { duo, firstOf, LONG_MS, newCall } from './people';

const SETTLED_PICTURES = 60;
const PICTURES = 240;

/**
 * How old a picture is when the other page shows it: the camera shows the time as it is painted, the
 * receiver reads it back from each picture. Milliseconds of some hundred pictures, after the line has settled.
 */
export async function pictureAges(browser: Browser, where: Where): Promise<number[]> {
  const [there, comer] = duo(newCall());
  const sender = await BenchPage.open(browser, there, where);
  const viewer = await BenchPage.open(browser, comer, where);
  try {
    await sender.join();
    await viewer.join();
    const ages = async (): Promise<number[]> =>
      (await viewer.read()).filter(({ kind }) => kind === 'video').flatMap((track) => track.ages);
    await until(async () => firstOf(await viewer.read(), 'video', 0) !== null, LONG_MS, 'the first picture');
    await until(async () => (await ages()).length >= SETTLED_PICTURES, LONG_MS, 'pictures with a time in them');
    await viewer.forget();
    await until(async () => (await ages()).length >= PICTURES, LONG_MS, 'enough pictures with a time in them');
    await viewer.assertEncrypted();
    return await ages();
  } finally {
    await viewer.close();
    await sender.close();
  }
}
