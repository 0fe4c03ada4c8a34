import type { Guest } from '@contracts/http/call-people';
import type { CallState, Occupant } from '@contracts/media/signalling';
import { callState, occupant } from '../../../../test/support/call-states';
import { guestsHere, peopleOf, raisedHands } from './people';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const seated = (n: number, role: Occupant['role'], change: Partial<Occupant> = {}): Occupant =>
  occupant(id(n), { role, ...change });
const call = (...occupants: Occupant[]): CallState => callState(id(1), [seated(1, 'host'), ...occupants]);
const parties = [
  { id: id(2), side: 'A' as const, name: '居民甲-017' },
  { id: id(3), side: 'B' as const, name: '居民乙-018' },
];
const guest: Guest = {
  id: id(4),
  name: '法制民警-02',
  role: 'expert',
  side: null,
  branch: 'legal',
  language: null,
  invitedAt: '2026-11-24T02:00:00.000Z',
  joinedAt: null,
};

describe('people of a call', () => {
  it('say of who waits whether they were led away from a shared set', () => {
    const people = peopleOf(call(seated(2, 'party', { side: 'A', ledOut: true })), parties, []);
    expect(people.map(({ ledOut }) => ledOut)).toEqual([true, false]);
  });

  it('are the parties, then the guests, then whoever else sits there; never the host', () => {
    const people = peopleOf(call(seated(5, 'clerk'), seated(3, 'party', { side: 'B' })), parties, [guest]);
    expect(people.map(({ name, role, place }) => [name, role, place])).toEqual([
      ['居民甲-017', 'party', 'absent'],
      ['居民乙-018', 'party', 'here'],
      ['法制民警-02', 'expert', 'absent'],
      [null, 'clerk', 'here'],
    ]);
  });

  it('who raised a hand are heard in the order of their hands', () => {
    const later = seated(2, 'party', { side: 'A', handRaisedAt: '2026-11-24T02:05:00.000Z' });
    const first = seated(3, 'party', { side: 'B', handRaisedAt: '2026-11-24T02:01:00.000Z' });
    expect(raisedHands(peopleOf(call(later, first), parties, [])).map(({ side }) => side)).toEqual(['B', 'A']);
  });

  it('beside the parties hear every word only in the mediator’s own room', () => {
    const here = call(seated(4, 'expert'), seated(5, 'clerk', { space: `waiting:${id(5)}` }));
    expect(guestsHere(peopleOf(here, parties, [guest])).map(({ seat }) => seat)).toEqual([id(4)]);
  });
});
