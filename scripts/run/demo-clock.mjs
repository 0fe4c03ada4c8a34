import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The demo county's bureau works on weekdays, 08:30–12:00 and 14:00–17:30, Shanghai time. Whoever
 * tries it on a Sunday night would find nobody in. So the demo has a clock of its own, ahead of the
 * real one by `offsetMs`, which is zero whenever the bureau is really open for a while yet.
 *
 * @typedef {object} DemoClock
 * @property {number} offsetMs
 * @property {number} latest the latest moment it ever showed, in epoch milliseconds
 */

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** China has one time zone and no summer time. */
const SHANGHAI_MS = 8 * 60 * MINUTE_MS;
/** In minutes of the day; with time left to play a journey to its end. */
const OPEN_HOURS = [
  [8 * 60 + 45, 11 * 60],
  [14 * 60, 16 * 60 + 30],
];
const MORNING = 9 * 60 + 40;
const AFTERNOON = 14 * 60 + 10;

/**
 * Chooses how far the demo's clock is ahead. It never runs backwards from one start to the next,
 * and it jumps no further than it must.
 * @param {number} now the real time, in epoch milliseconds
 * @param {DemoClock} [previous] as it was at the last start
 * @returns {number} the offset in milliseconds
 */
export function chooseOffset(now, previous) {
  const earliest = previous?.latest ?? now;
  for (const offset of [0, previous?.offsetMs ?? 0]) {
    if (isOpen(now + offset) && now + offset >= earliest) return offset;
  }
  const from = Math.max(now, earliest);
  const starts = previous ? [MORNING, AFTERNOON] : [MORNING];
  for (let day = startOfDay(from); ; day += DAY_MS) {
    const start = starts.map((minute) => day + minute * MINUTE_MS).find((moment) => moment >= from);
    if (start !== undefined && isOpen(start)) return start - now;
  }
}

/** @param {number} moment */
function isOpen(moment) {
  const weekday = new Date(moment + SHANGHAI_MS).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const minute = (moment - startOfDay(moment)) / MINUTE_MS;
  return OPEN_HOURS.some(([from = 0, to = 0]) => minute >= from && minute <= to);
}

/**
 * @param {number} moment
 * @returns {number} the midnight before it in Shanghai
 */
function startOfDay(moment) {
  return Math.floor((moment + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
}

/**
 * Starts the demo's clock and keeps a note of how far it got.
 * @param {string} dataDir
 * @returns {{ offsetMs: number, notice: string, stop: () => void }}
 */
export function startDemoClock(dataDir) {
  const given = process.env.CLOCK_OFFSET_MS;
  if (given || process.env.DEMO_CLOCK === 'off' || process.env.DEMO === 'off') {
    return { offsetMs: Number(given ?? 0), notice: '', stop: () => undefined };
  }
  const file = join(dataDir, 'clock.json');
  /** @type {DemoClock | undefined} */
  const previous = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const offsetMs = chooseOffset(Date.now(), previous);
  const keep = () => writeFileSync(file, JSON.stringify({ offsetMs, latest: Date.now() + offsetMs }));
  keep();
  const timer = setInterval(keep, 20_000);
  return {
    offsetMs,
    notice: offsetMs === 0 ? '' : noticeOf(offsetMs),
    stop: () => {
      clearInterval(timer);
      keep();
    },
  };
}

/** @param {number} offsetMs */
function noticeOf(offsetMs) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `Demo clock: the bureau is really closed now, so in the demo it is ${format.format(Date.now() + offsetMs)} (DEMO_CLOCK=off for the real time).`;
}
