import fc from 'fast-check';
import { firstSpace, mayHear, mayMove, sideOfSpace, spaceOfSide, waitingSpace, type Participant } from './caucus';

const ROLES = ['host', 'party', 'expert', 'interpreter', 'guardian', 'clerk'] as const;
const person = fc.record({
  seat: fc.constantFrom('s1', 's2', 's3'),
  role: fc.constantFrom(...ROLES),
  side: fc.constantFrom('A' as const, 'B' as const, null),
});
const space = fc.constantFrom(
  'plenary',
  'caucus:A',
  'caucus:B',
  'waiting:s1',
  'waiting:s2',
  'waiting:s3',
  'caucus:C',
  '',
);
const party = (side: 'A' | 'B'): Participant => ({ seat: `seat-${side}`, role: 'party', side });

describe('caucus', () => {
  it('people hear each other in one space and nowhere else', () => {
    fc.assert(fc.property(space, space, (a, b) => expect(mayHear(a, b)).toBe(a === b)));
  });

  it('a party never enters the caucus of the other side', () => {
    expect(mayMove(party('A'), 'caucus:B')).toBe(false);
    expect(mayMove(party('B'), 'caucus:A')).toBe(false);
    expect(mayMove(party('A'), 'caucus:A')).toBe(true);
  });

  it('nobody who belongs to one side enters the caucus of the other, whatever the role', () => {
    fc.assert(
      fc.property(person, (one) => {
        fc.pre(one.side !== null && one.role !== 'host');
        expect(mayMove(one, spaceOfSide(one.side === 'A' ? 'B' : 'A'))).toBe(false);
      }),
    );
  });

  it('nobody enters the waiting place of somebody else, the host neither', () => {
    fc.assert(
      fc.property(person, fc.constantFrom('s1', 's2', 's3'), (one, seat) => {
        expect(mayMove(one, waitingSpace(seat))).toBe(one.seat === seat);
      }),
    );
  });

  it('the host, an expert and a neutral interpreter may enter either caucus; a clerk without a side neither', () => {
    for (const role of ['host', 'expert', 'interpreter'] as const) {
      expect(mayMove({ seat: 's', role, side: null }, 'caucus:A')).toBe(true);
      expect(mayMove({ seat: 's', role, side: null }, 'caucus:B')).toBe(true);
    }
    expect(mayMove({ seat: 's', role: 'clerk', side: null }, 'caucus:A')).toBe(false);
    expect(mayMove({ seat: 's', role: 'clerk', side: 'A' }, 'caucus:A')).toBe(true);
  });

  it('a space that does not exist takes nobody', () => {
    fc.assert(fc.property(person, (one) => expect(mayMove(one, 'caucus:C') || mayMove(one, '')).toBe(false)));
  });

  it('everyone but the host begins alone', () => {
    expect(firstSpace({ role: 'host', seat: 's1' })).toBe('plenary');
    for (const role of ROLES.slice(1)) expect(firstSpace({ role, seat: 's1' })).toBe('waiting:s1');
  });

  it('knows whose caucus a space is', () => {
    expect([sideOfSpace('caucus:A'), sideOfSpace('caucus:B'), sideOfSpace('plenary')]).toEqual(['A', 'B', null]);
  });
});
