import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit, type Visitor } from './browser';
import { openSession } from './client';
import type { TestCounty } from './county';
import type { TestDatabase } from './database';
import { TONES } from './media-watch';
import { writePast, writePastSession, writeRating } from './past';
import type { TestSystem } from './system';
import { writeTone } from './tone';

/** Where a screen stands. Each place has a browser of its own, whose microphone sounds unlike the others'. */
const PLACES = {
  A: { tone: TONES.sideA, width: 1920, height: 1080 },
  B: { tone: TONES.sideB, width: 1920, height: 1080 },
  bureau: { tone: TONES.official, width: 1366, height: 768 },
  /** A phone; it stands in the browser of side A, for it takes no part in the call. */
  home: { tone: TONES.sideA, width: 390, height: 844 },
} as const;
export type Place = keyof typeof PLACES;

export interface Cast {
  /** A screen at this place, with a profile of its own; signed in if it says as whom. */
  at(place: Place, kind?: 'staff' | 'device', id?: string): Promise<Visitor>;
  leave(): Promise<void>;
}

/** Opens the three browsers. Every screen that is opened joins `visitors`. */
export async function gather(system: TestSystem, visitors: Visitor[]): Promise<Cast> {
  const browsers = new Map<number, Browser>();
  for (const tone of Object.values(TONES)) {
    browsers.set(tone, await launchBrowser(writeTone(join(system.dataDir, `${tone}.wav`), tone)));
  }
  return {
    at: async (place, kind, id) => {
      const { tone, ...size } = PLACES[place];
      const browser = browsers.get(tone);
      if (!browser) throw new Error(`There is no browser at ${place}.`);
      const cookie = kind && id ? { cookie: await openSession(system, kind, id) } : {};
      const visitor = await visit(browser, { url: system.url, ...size, ...cookie });
      visitors.push(visitor);
      return visitor;
    },
    leave: async () => {
      for (const browser of browsers.values()) await browser.close();
    },
  };
}

/** A talk of last week with its rating, so that "nothing else changed" says something. */
export async function writeLastWeek(database: TestDatabase, county: TestCounty): Promise<void> {
  const past = await writePast(database, county, {
    registeredAt: '2026-11-16T01:00:00Z',
    notifiedAt: '2026-11-16T02:00:00Z',
  });
  await writePastSession(database, county, past.requestId, {
    startsAt: '2026-11-17T01:00:00Z',
    startedAt: '2026-11-17T01:02:00Z',
  });
  await writeRating(database, past, 4, '2026-11-17T03:00:00Z');
}
