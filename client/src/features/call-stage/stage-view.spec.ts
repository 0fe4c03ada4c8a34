import type { CallState, Occupant } from '@contracts/media/signalling';
import { callState, occupant as seated } from '../../../../test/support/call-states';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';
import { stageView } from './stage-view';

const me = '00000000-0000-4000-8000-000000000001';
const host = '00000000-0000-4000-8000-000000000002';
const other = '00000000-0000-4000-8000-000000000003';

const occupant = (seat: string, role: Occupant['role'], side: Occupant['side'], space = 'plenary'): Occupant =>
  seated(seat, { role, side, space });
const seen = (occupants: Occupant[], part: Partial<CallState> = {}): CallSnapshot => ({
  ...initialSnapshot,
  phase: 'joined',
  call: callState(me, occupants, part),
});

const sent = (source: 'camera' | 'screen' | 'document') => ({
  ...{ seat: host, source, kind: 'video' as const, paused: false },
  track: { id: source } as MediaStreamTrack,
});

describe('the stage of a party', () => {
  it('has the officer large and the other party beside, when all are together', () => {
    const view = stageView(
      seen([occupant(other, 'party', 'B'), occupant(me, 'party', 'A'), occupant(host, 'host', null)]),
    );
    expect(view).toMatchObject({ situation: 'together', main: { who: 'official' }, hearing: ['official', 'other'] });
    expect(view?.others.map(({ who }) => who)).toEqual(['other']);
  });

  it('counts nobody outside the person’s own space as hearing', () => {
    const space = 'caucus:A';
    const people = [
      occupant(me, 'party', 'A', space),
      occupant(host, 'host', null, space),
      occupant(other, 'party', 'B'),
    ];
    expect(stageView(seen(people, { mySpace: space, caucusOf: 'A' }))).toMatchObject({
      situation: 'caucus',
      hearing: ['official'],
    });
  });

  it('names the other party who sits beside this one before the set, and hears also while the talk is paused', () => {
    const people = [occupant(me, 'party', 'A'), occupant(host, 'host', null)];
    expect(stageView(seen(people), true)?.hearing).toEqual(['beside', 'official']);
    const paused = seen(people, { suspendedAt: '2026-11-24T02:00:00.000Z' });
    expect(stageView(paused, true)?.hearing).toEqual(['beside']);
    expect(stageView(paused)?.hearing).toEqual([]);
  });

  it('says that the mediator is with the other side', () => {
    const view = stageView(seen([occupant(me, 'party', 'A')], { caucusOf: 'B' }));
    expect(view).toMatchObject({ situation: 'otherCaucus', main: null, hearing: [] });
  });

  it('says why there is no picture of somebody, and whether they are heard', () => {
    const camera = { id: 'camera' } as MediaStreamTrack;
    const sent = (source: 'camera' | 'microphone', paused = false) => ({ source, paused, producerId: other });
    const unseen = (sources: Occupant['sources'], remote: CallSnapshot['remote'] = []) => {
      const people = [occupant(me, 'party', 'A'), seated(host, { role: 'host', sources })];
      return stageView({ ...seen(people), remote })?.main?.unseen;
    };
    const received = (paused: boolean) => [
      { seat: host, source: 'camera' as const, kind: 'video' as const, track: camera, paused },
    ];
    expect(unseen([sent('microphone')])).toBe('soundOnly');
    expect(unseen([sent('microphone', true)])).toBe('neither');
    expect(unseen([])).toBe('neither');
    expect(unseen([sent('microphone'), sent('camera')])).toBe('coming');
    expect(unseen([sent('camera', true)], received(true))).toBe('held');
    expect(unseen([sent('camera')], received(true))).toBe('held');
    expect(unseen([sent('camera')], received(false))).toBeNull();
  });

  it('shows a shared screen large, and the officer beside it', () => {
    const snapshot = seen([occupant(me, 'party', 'A'), occupant(host, 'host', null)]);
    const view = stageView({ ...snapshot, remote: [sent('camera'), sent('screen')] });
    expect(view).toMatchObject({ main: { who: 'official', source: 'screen' }, others: [{ source: 'camera' }] });
  });

  it('shows a screen and papers at once: the last shown large, the other beside it, until they are stopped', () => {
    const snapshot = seen([occupant(me, 'party', 'A'), occupant(host, 'host', null)]);
    const both = stageView({ ...snapshot, remote: [sent('screen'), sent('camera'), sent('document')] });
    expect(both?.main?.source).toBe('document');
    expect(both?.others.map(({ source }) => source)).toEqual(['screen', 'camera']);
    const paused = stageView({ ...snapshot, remote: [sent('screen'), { ...sent('document'), paused: true }] });
    expect(paused).toMatchObject({ main: { source: 'screen' }, others: [{ source: 'camera', track: null }] });
  });

  it('shows nothing of what somebody in another space shows', () => {
    const people = [occupant(me, 'party', 'A'), occupant(host, 'host', null, 'caucus:B')];
    const view = stageView({ ...seen(people, { caucusOf: 'B' }), remote: [sent('screen')] });
    expect(view).toMatchObject({ main: null, others: [] });
  });
});
