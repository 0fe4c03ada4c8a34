import { callState, occupant } from '../../../../test/support/call-states';
import { initialSnapshot, type CallSnapshot, type LocalState } from '../../rtc/call-snapshot';
import { newsOf } from './news';

const me = '00000000-0000-4000-8000-000000000001';
const other = '00000000-0000-4000-8000-000000000002';

const talk = (change: Partial<CallSnapshot> = {}, muted = false): CallSnapshot => ({
  ...initialSnapshot,
  phase: 'joined',
  call: callState(me, [
    occupant(me, { sources: [{ source: 'microphone', producerId: me, paused: muted }] }),
    occupant(other),
  ]),
  ...change,
});
const own = (change: Partial<LocalState>): LocalState => ({ ...initialSnapshot.local, microphone: 'on', ...change });

describe('what a party is told of the line', () => {
  it('is nothing while all is well, whether or not there is a camera', () => {
    expect(newsOf(talk({ local: own({ camera: 'on' }) }))).toBeNull();
    expect(newsOf(talk({ local: own({ camera: 'missing' }) }))).toBeNull();
  });

  it('tells a microphone that cannot be had from one that was muted', () => {
    for (const microphone of ['missing', 'denied'] as const) {
      expect(newsOf(talk({ local: own({ microphone }) }))).toBe('unheard');
    }
    expect(newsOf(talk({ local: own({}) }, true))).toBe('muted');
  });

  it('is the worst of several', () => {
    const local = own({ microphone: 'missing', cameraShare: 'held' });
    const echo = { seats: [me, other] as const };
    expect(newsOf(talk({ local }))).toBe('weak');
    expect(newsOf(talk({ local, echo }))).toBe('echo');
    expect(newsOf(talk({ local, echo, phase: 'reconnecting' }))).toBe('lost');
  });
});
