import fc from 'fast-check';
import { isInRoom, mayBeLedIn, seatHolder, setPlaceOf, stepsFor, type AtSet } from './shared-set';

const party = (side: 'A' | 'B', more: Partial<AtSet> = {}): AtSet => ({
  id: side,
  side,
  arrived: true,
  seated: false,
  said: null,
  ...more,
});
const first = party('A', { seated: true });
const outside = party('B');
const beside = party('B', { said: 'before' });

const anyParty = (side: 'A' | 'B') =>
  fc
    .record({
      arrived: fc.boolean(),
      said: fc.constantFrom('before' as const, 'outside' as const, null),
    })
    .map((one) => party(side, one));
const anyPair = fc.tuple(anyParty('A'), anyParty('B'), fc.constantFrom('A', 'B', null)).map(([a, b, seat]) => [
  { ...a, seated: seat === 'A' },
  { ...b, seated: seat === 'B' },
]);

describe('two parties at one set', () => {
  it('the first sits before it, the second waits outside, and who has not come is expected', () => {
    expect([first, outside, party('B', { arrived: false })].map(setPlaceOf)).toEqual(['seat', 'outside', 'expected']);
    expect(setPlaceOf(beside)).toBe('beside');
  });

  it('the second is led in once the host has admitted the first, and never into one waiting place', () => {
    expect(mayBeLedIn('B', [first, outside], new Set())).toBe(false);
    expect(mayBeLedIn('B', [first, outside], new Set(['A']))).toBe(true);
    expect(mayBeLedIn('B', [{ ...first, said: 'outside' }, outside], new Set())).toBe(true);
  });

  it('whoever has the seat keeps it while in the room, and gives it to the other when led out', () => {
    expect(seatHolder([first, beside])).toBe('A');
    expect(seatHolder([{ ...first, said: 'outside' }, beside])).toBe('B');
    expect(
      seatHolder([
        { ...first, said: 'before', seated: false },
        { ...beside, seated: true },
      ]),
    ).toBe('B');
  });

  it('a room that both have left stays with who sat there last', () => {
    expect(seatHolder([{ ...first, said: 'outside' }, outside])).toBe('A');
    expect(seatHolder([outside])).toBeNull();
  });

  it('for a private talk the other is led out first, and who left before comes back after that', () => {
    expect(stepsFor('A', [first, beside])).toEqual([{ partyId: 'B', deed: 'leadOut' }]);
    expect(stepsFor('B', [first, beside])).toEqual([{ partyId: 'A', deed: 'leadOut' }]);
    expect(stepsFor('B', [first, { ...outside, said: 'outside' }])).toEqual([
      { partyId: 'A', deed: 'leadOut' },
      { partyId: 'B', deed: 'bringIn' },
    ]);
  });

  it('nobody is taken to be outside for a private talk unless a clerk has said so', () => {
    expect(stepsFor('A', [first, outside])).toEqual([{ partyId: 'B', deed: 'leadOut' }]);
    expect(stepsFor('A', [first, { ...outside, said: 'outside' }])).toEqual([]);
  });

  it('for a talk of all, those outside who have come are brought in', () => {
    expect(stepsFor('both', [first, outside])).toEqual([{ partyId: 'B', deed: 'bringIn' }]);
    expect(stepsFor('both', [first, party('B', { arrived: false })])).toEqual([]);
  });

  it('once every step is done, in order, one side has the set to itself', () => {
    fc.assert(
      fc.property(anyPair, fc.constantFrom('A' as const, 'B' as const), (pair, wish) => {
        const came = pair.map((one) => ({ ...one, arrived: true }));
        const after = stepsFor(wish, came).reduce<AtSet[]>((now, { partyId, deed }) => {
          const said = deed === 'leadOut' ? ('outside' as const) : ('before' as const);
          const moved = now.map((one) => (one.id === partyId ? { ...one, said } : one));
          const holder = seatHolder(moved);
          return moved.map((one) => ({ ...one, seated: one.id === holder }));
        }, came);
        expect(after.filter(isInRoom).map(({ side }) => side)).toEqual([wish]);
        expect(seatHolder(after)).toBe(wish);
        expect(stepsFor(wish, after)).toEqual([]);
      }),
    );
  });
});
