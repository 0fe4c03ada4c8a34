import type { SharedSet } from '@contracts/http/shared-set';
import { callState, occupant } from '../../../../test/support/call-states';
import { atSetOf, besides, seatOf, setPlaceOf, wishedTalk } from './one-set';

const A = { id: '00000000-0000-4000-8000-00000000000a', side: 'A' as const };
const B = { id: '00000000-0000-4000-8000-00000000000b', side: 'B' as const };
const parties = [A, B];

const set = (a: SharedSet['places'][number]['place'], b: typeof a, more: Partial<SharedSet> = {}): SharedSet => ({
  wish: null,
  steps: [],
  places: [
    { partyId: A.id, place: a },
    { partyId: B.id, place: b },
  ],
  ...more,
});
const call = (...seats: string[]) =>
  callState(
    '00000000-0000-4000-8000-000000000001',
    seats.map((seat) => occupant(seat, { side: 'A' })),
  );

describe('one set for two parties, as the host sees it', () => {
  it('who sits beside another is seen and heard by the seat of the other', () => {
    expect(seatOf(set('seat', 'beside'), B.id)).toBe(A.id);
    expect(seatOf(set('beside', 'seat'), A.id)).toBe(B.id);
    expect(besides(set('seat', 'beside'), A.id)).toEqual([B.id]);
  });

  it('who is outside speaks by nobody’s seat, and without a shared set everybody by their own', () => {
    expect(seatOf(set('seat', 'outside'), B.id)).toBe(B.id);
    expect(seatOf(undefined, B.id)).toBe(B.id);
    expect([setPlaceOf(undefined, A.id), besides(set('seat', 'outside'), A.id)]).toEqual([null, []]);
  });

  it('who has no seat is said to share the set with whoever sits before it, inside the room or not', () => {
    const named = [
      { ...A, name: '居民甲-017' },
      { ...B, name: '居民乙-018' },
    ];
    expect(atSetOf(set('seat', 'outside'), named, B.id)).toEqual({ place: 'outsideOfSet', name: '居民甲-017' });
    expect(atSetOf(set('seat', 'beside'), named, B.id)).toEqual({ place: 'besideAtSet', name: '居民甲-017' });
    expect(atSetOf(set('seat', 'outside'), named, A.id)).toBeNull();
    expect(atSetOf(set('expected', 'expected'), named, B.id)).toBeNull();
    expect(atSetOf(undefined, named, B.id)).toBeNull();
  });

  it('a private talk waits for the station, then for the set to take the seat, then for the host', () => {
    const steps = [{ partyId: A.id, deed: 'leadOut' as const }];
    expect(wishedTalk(set('seat', 'beside', { wish: 'B', steps }), call(A.id), parties)?.stage).toBe('station');
    const confirmed = set('outside', 'seat', { wish: 'B' });
    expect(wishedTalk(confirmed, call(A.id), parties)?.stage).toBe('set');
    expect(wishedTalk(confirmed, call(B.id), parties)).toEqual({ side: 'B', stage: 'ready' });
  });

  it('a wish for both, or for nothing, is no private talk', () => {
    expect(wishedTalk(set('seat', 'outside', { wish: 'both' }), call(), parties)).toBeNull();
    expect(wishedTalk(undefined, call(), parties)).toBeNull();
  });
});
