import type { CallState, Occupant } from '@contracts/media/signalling';
import { initialSnapshot, type CallSnapshot } from '../../rtc/call-snapshot';
import { stageView } from './stage-view';

const me = '00000000-0000-4000-8000-000000000001';
const host = '00000000-0000-4000-8000-000000000002';
const other = '00000000-0000-4000-8000-000000000003';

const occupant = (seat: string, role: Occupant['role'], side: Occupant['side'], space = 'plenary'): Occupant => ({
  seat,
  role,
  side,
  space,
  connected: true,
  sources: [],
  handRaisedAt: null,
});

function seen(occupants: Occupant[], part: Partial<CallState> = {}): CallSnapshot {
  const call: CallState = {
    callId: '00000000-0000-4000-8000-0000000000ff',
    mySeat: me,
    mySpace: 'plenary',
    grants: ['publish', 'subscribe'],
    occupants,
    caucusOf: null,
    caucus: null,
    invited: null,
    suspendedAt: null,
    startedAt: null,
    recording: { state: 'off', restricted: false, since: null, storedSegments: 0 },
    ...part,
  };
  return { ...initialSnapshot, phase: 'joined', call };
}

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

  it('says that the mediator is with the other side', () => {
    const view = stageView(seen([occupant(me, 'party', 'A')], { caucusOf: 'B' }));
    expect(view).toMatchObject({ situation: 'otherCaucus', main: null, hearing: [] });
  });

  it('shows a shared screen large, and the officer beside it', () => {
    const track = { id: 'screen' } as MediaStreamTrack;
    const snapshot = seen([occupant(me, 'party', 'A'), occupant(host, 'host', null)]);
    const remote = [{ seat: host, source: 'screen' as const, kind: 'video' as const, track, paused: false }];
    const view = stageView({ ...snapshot, remote });
    expect(view).toMatchObject({ sharing: true, main: { who: 'official' } });
    expect(view?.others).toHaveLength(1);
  });
});
