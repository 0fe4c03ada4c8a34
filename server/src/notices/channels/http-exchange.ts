import { DeliveryError } from './channel';

export interface Answered {
  readonly status: number;
  readonly json: unknown;
}

/** One exchange in JSON with a provider. Silence and broken lines throw `providerDown`, to be tried again. */
export async function exchange(url: string | URL, init: RequestInit, timeoutMs: number): Promise<Answered> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, json: parse(await response.text()) };
  } catch (error) {
    const silent = error instanceof Error && error.name === 'TimeoutError';
    throw new DeliveryError('providerDown', false, silent ? 'no answer in time' : 'unreachable');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
