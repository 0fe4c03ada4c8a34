import type { RoomState } from '@contracts/http/sessions';
import type { Side } from '@domain/people';
import { dayPartTime } from '../../lib/format';

export interface Prompt {
  key: 'soon' | 'minutes' | 'late' | 'early' | 'someTime' | 'other';
  params: Record<string, string | number>;
}

const MINUTE = 60_000;
const EARLY_MINUTES = 20;

/**
 * What a waiting person is told: minutes rounded up, an apology once the time has passed, the time of
 * day for someone who came early, and that the mediator is with the other side.
 */
export function promptOf(
  state: Pick<RoomState, 'startsAt' | 'expectedWaitMinutes' | 'phase' | 'sessionId'>,
  now: number,
  caucusOf: Side | null,
): Prompt {
  if (caucusOf) return { key: 'other', params: {} };
  const minutes = state.expectedWaitMinutes;
  const startsAt = state.startsAt === null ? null : Date.parse(state.startsAt);
  if (startsAt !== null && minutes !== null && minutes > EARLY_MINUTES && startsAt > now) {
    return { key: 'early', params: { time: dayPartTime(startsAt) } };
  }
  if (minutes === null) return { key: state.sessionId ? 'soon' : 'someTime', params: {} };
  if (minutes <= 0) return { key: 'soon', params: {} };
  const late = startsAt !== null && now - startsAt > MINUTE;
  return { key: late ? 'late' : 'minutes', params: { minutes } };
}
