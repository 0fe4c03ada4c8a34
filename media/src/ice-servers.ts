import { createHmac } from 'node:crypto';
import type { Config, IceServer } from './config';

/** What a browser is told of ways around a network that lets it not reach the node directly. */
export interface IceAdvice {
  iceServers: IceServer[];
  /** `relay`: the node is reached over TURN and in no other way. */
  iceTransportPolicy: 'all' | 'relay';
}

type Settings = Pick<Config, 'iceServers' | 'turn'>;

/** The password of a time-limited TURN account, as coturn's `use-auth-secret` computes it: base64 of HMAC-SHA1. */
export const turnCredential = (secret: string, username: string): string =>
  createHmac('sha1', secret).update(username).digest('base64');

/**
 * STUN and TURN for one seat: the fixed servers, and an account on the TURN servers that is good for
 * `turn.lifeSeconds` from `nowMs`. The relay judges by the time of its own machine, so `nowMs` is real
 * time, never the shifted clock of a rehearsal.
 */
export function iceAdvice({ iceServers, turn }: Settings, seat: string, nowMs: number): IceAdvice {
  if (!turn) return { iceServers: [...iceServers], iceTransportPolicy: 'all' };
  const username = `${Math.floor(nowMs / 1000) + turn.lifeSeconds}:${seat}`;
  const relay: IceServer = { urls: [...turn.urls], username, credential: turnCredential(turn.secret, username) };
  return { iceServers: [...iceServers, relay], iceTransportPolicy: turn.only ? 'relay' : 'all' };
}
