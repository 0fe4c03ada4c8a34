import type { CallState } from '@contracts/media/signalling';
import { callState, occupant } from '../../../../test/support/call-states';
import type { CallPhase } from '../../rtc/call-snapshot';
import { spokenOf } from './spoken';

const me = '00000000-0000-4000-8000-000000000001';
const host = '00000000-0000-4000-8000-000000000002';

const heard = (change: Partial<CallState> = {}, phase: CallPhase = 'joined') =>
  spokenOf({ phase, call: callState(me, [occupant(me, { side: 'A' }), occupant(host, { role: 'host' })], change) });

describe('what is read aloud in a talk', () => {
  it('is nothing while people talk', () => {
    expect(heard()).toBeNull();
    expect(heard({ caucusOf: 'A', mySpace: 'caucus:A' })).toBeNull();
  });

  it('is the question of the mediator, to the side that is asked alone', () => {
    expect(heard({ invited: { side: 'A', minutes: 10 } })).toBe('ask');
    expect(heard({ invited: { side: 'B', minutes: 10 } })).toBeNull();
  });

  it('is why it is silent: a pause, the mediator with the other side, a cut', () => {
    expect(heard({ suspendedAt: '2026-11-24T02:00:00.000Z' })).toBe('suspended');
    expect(heard({ caucusOf: 'B' })).toBe('otherCaucus');
    expect(heard({}, 'reconnecting')).toBe('lost');
  });

  it('is nothing to somebody who is no party', () => {
    const expert = [occupant(me, { role: 'expert' }), occupant(host, { role: 'host' })];
    const call = callState(me, expert, { suspendedAt: '2026-11-24T02:00:00.000Z' });
    expect(spokenOf({ phase: 'joined', call })).toBeNull();
  });
});
