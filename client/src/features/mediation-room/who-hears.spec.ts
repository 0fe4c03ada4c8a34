import type { CallState, Occupant } from '@contracts/media/signalling';
import { callState, occupant } from '../../../../test/support/call-states';
import { caucusSide, hearing, leftInPrivate, placeOf, waitingParties } from './who-hears';

const HOST = '00000000-0000-4000-8000-000000000001';
const A = { id: '00000000-0000-4000-8000-00000000000a', side: 'A' as const };
const B = { id: '00000000-0000-4000-8000-00000000000b', side: 'B' as const };
const parties = [B, A];

const seated = (seat: string, space: string, connected = true): Occupant =>
  occupant(seat, { side: seat === A.id ? 'A' : 'B', space, connected });
const call = (mySpace: string, ...occupants: Occupant[]): CallState =>
  callState(HOST, [occupant(HOST, { role: 'host', space: mySpace }), ...occupants], { mySpace });

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

  it('knows the side whose host is gone from its private room, for whoever hosts in their stead', () => {
    const official = '00000000-0000-4000-8000-000000000002';
    const inCaucus = (connected: boolean): CallState => ({
      ...call('plenary', seated(A.id, 'caucus:A'), {
        ...occupant(official, { role: 'host', space: 'caucus:A', connected }),
      }),
      caucusOf: 'A',
    });
    expect(leftInPrivate(inCaucus(false))).toBe('A');
    expect(leftInPrivate(inCaucus(true))).toBeNull();
    expect(leftInPrivate({ ...call('caucus:A', seated(A.id, 'caucus:A')), caucusOf: 'A' })).toBeNull();
    expect([leftInPrivate(call('plenary')), leftInPrivate(null)]).toEqual([null, null]);
  });

  it('lists those who can be asked in, 甲 before 乙, without those whose line is lost', () => {
    const both = call('plenary', seated(B.id, `waiting:${B.id}`), seated(A.id, `waiting:${A.id}`));
    expect(waitingParties(both, parties)).toEqual([A, B]);
    const lost = call('plenary', seated(B.id, `waiting:${B.id}`, false));
    expect(waitingParties(lost, parties)).toEqual([]);
  });
});
