import { until } from '../support/until';

/** Waits until a server says that all its parts are ready; returns the milliseconds that took. */
export async function healthyAgain(url: string, withinMs = 60_000): Promise<number> {
  const since = performance.now();
  await until(() => isHealthy(url), withinMs, `${url}/api/health`);
  return performance.now() - since;
}

export async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  await response?.text().catch(() => '');
  return response?.status === 200;
}

/** Waits so long; a fault has a length. */
export const forSeconds = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));
