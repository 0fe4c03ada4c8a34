import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from './until';

export interface ReceivedStream {
  readonly kind: 'audio' | 'video';
  readonly ssrc: number;
  readonly packets: number;
  readonly frames: number;
  readonly energy: number;
}
export interface Received {
  /**
   * Every RTP and RTCP packet that ever reached the receiving connection, whatever became of its stream.
   * Only the media node's measuring of the line is left out: its packets are empty.
   */
  readonly packets: number;
  /** What is being received now. */
  readonly streams: readonly ReceivedStream[];
}

const DECODING_MS = 120_000;
const TONE_TOLERANCE_HZ = 20;

/** Has every page of the context count what arrives, from the browser's own counters. */
export async function watchMedia(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: join(process.cwd(), 'test/support/page-side/media-watch.js') });
}

export const readMedia = (page: Page): Promise<Received> => page.evaluate<Received>('window.mediaWatch.read()');

/**
 * Waits until `count` pictures and as many voices arrive, and each of them has gone on: more frames
 * decoded, more sound heard than when the waiting began.
 */
export async function decodes(page: Page, count: number, frames = 10): Promise<void> {
  let before: Received | null = null;
  let now: Received | null = null;
  const goesOn = until(
    async () => {
      now = await readMedia(page);
      const live = now.streams.filter(({ packets }) => packets > 0);
      const [video, audio] = (['video', 'audio'] as const).map((kind) => live.filter((one) => one.kind === kind));
      if (video?.length !== count || audio?.length !== count) return false;
      const known = live.every(({ ssrc }) => before?.streams.some((one) => one.ssrc === ssrc));
      if (!before || !known) {
        before = now;
        return false;
      }
      return live.every((one) => {
        const then = before?.streams.find(({ ssrc }) => ssrc === one.ssrc);
        if (!then) return false;
        return one.kind === 'video' ? one.frames >= then.frames + frames : one.energy > then.energy;
      });
    },
    DECODING_MS,
    `${count} moving pictures and ${count} voices`,
  );
  await goesOn.catch((error: unknown) => {
    throw new Error(`${String(error)}; first ${JSON.stringify(before)}, last ${JSON.stringify(now)}`);
  });
}

/** Waits until exactly these tones have been heard, each in a voice of its own; others are an error. */
export async function hears(page: Page, tones: readonly number[]): Promise<void> {
  const heard = new Set<number>();
  await until(
    async () => {
      for (const pitch of await page.evaluate<number[]>('window.mediaWatch.pitches()')) {
        const tone = ALL_TONES.find((one) => Math.abs(one - pitch) <= TONE_TOLERANCE_HZ);
        if (tone !== undefined) heard.add(tone);
      }
      const strange = [...heard].filter((tone) => !tones.includes(tone));
      if (strange.length > 0) throw new Error(`Heard ${strange.join(', ')} Hz, which is not for these ears.`);
      return tones.every((tone) => heard.has(tone));
    },
    30_000,
    `hearing ${tones.join(' and ')} Hz`,
  );
}

/** What the three voices of the journey sound like, in hertz. */
export const TONES = { sideA: 440, sideB: 620, official: 880 } as const;
const ALL_TONES: readonly number[] = Object.values(TONES);
