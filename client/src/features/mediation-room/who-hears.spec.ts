import type { CallState, Occupant } from '@contracts/media/signalling';
import { caucusSide, hearing, placeOf, waitingParties } from './who-hears';

const HOST = '00000000-0000-4000-8000-000000000001';
const A = { id: '00000000-0000-4000-8000-00000000000a', side: 'A' as const };
const B = { id: '00000000-0000-4000-8000-00000000000b', side: 'B' as const };
const parties = [B, A];

const seated = (seat: string, space: string, connected = true): Occupant => ({
  seat,
  role: seat === HOST ? 'host' : 'party',
  side: seat === A.id ? 'A' : seat === B.id ? 'B' : null,
  space,
  connected,
  sources: [],
  handRaisedAt: null,
});
const call = (mySpace: string, ...occupants: Occupant[]): CallState => ({
  callId: '00000000-0000-4000-8000-0000000000ff',
  mySeat: HOST,
  mySpace,
  grants: [],
  occupants: [seated(HOST, mySpace), ...occupants],
  caucusOf: null,
  caucus: null,
  invited: null,
  suspendedAt: null,
  startedAt: null,
  recording: { state: 'off', restricted: false, since: null, storedSegments: 0 },
});

describe('who hears whom', () => {
  it('nobody hears a mediator whose parties wait or have not come', () => {
    const state = call('plenary', seated(A.id, `waiting:${A.id}`));
    expect(hearing(state, parties)).toEqual({ kind: 'alone' });
    expect(placeOf(state, A.id)).toBe('waiting');
    expect(placeOf(state, B.id)).toBe('absent');
    expect(placeOf(null, A.id)).toBe('absent');
  });

  it('names both sides in the plenary, 甲 first', () => {
    const state = call('plenary', seated(B.id, 'plenary'), seated(A.id, 'plenary'));
    expect(hearing(state, parties)).toEqual({ kind: 'plenary', sides: ['A', 'B'] });
  });

  it('names the side that cannot hear in a caucus, whether it sits in the plenary or waits', () => {
    for (const space of ['plenary', `waiting:${B.id}`]) {
      const state = call('caucus:A', seated(A.id, 'caucus:A'), seated(B.id, space));
      expect(caucusSide(state)).toBe('A');
      expect(hearing(state, parties)).toEqual({ kind: 'caucus', side: 'A', deaf: ['B'], present: true });
      expect(placeOf(state, B.id)).toBe(space === 'plenary' ? 'setAside' : 'waiting');
    }
  });

  it('says that the side of the caucus is not there when its line is lost', () => {
    const state = call('caucus:B', seated(B.id, 'caucus:B', false), seated(A.id, 'plenary'));
    expect(placeOf(state, B.id)).toBe('lost');
    expect(hearing(state, parties)).toEqual({ kind: 'caucus', side: 'B', deaf: ['A'], present: false });
  });

  it('lists those who can be asked in, 甲 before 乙, without those whose line is lost', () => {
    const both = call('plenary', seated(B.id, `waiting:${B.id}`), seated(A.id, `waiting:${A.id}`));
    expect(waitingParties(both, parties)).toEqual([A, B]);
    const lost = call('plenary', seated(B.id, `waiting:${B.id}`, false));
    expect(waitingParties(lost, parties)).toEqual([]);
  });
});
