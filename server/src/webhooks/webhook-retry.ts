/** Tries before a delivery is given up: the last one comes after about a day and a half. */
export const WEBHOOK_TRIES = 9;

const WAITS_MS = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 64_800].map((seconds) => seconds * 1000);

/** How long to wait after the given number of failed tries, in milliseconds. */
export const retryDelayMs = (tries: number): number => WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] ?? 0;
