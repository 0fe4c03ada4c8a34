import { registerRequest } from '@contracts/http/requests';
import { phoneProblem } from '../../lib/phone';
import {
  bornOnOf,
  emptyDraft,
  isMinor,
  problemsOf,
  toRegisterRequest,
  type RegistrationDraft,
} from './registration-draft';

const HERE = '0193a8b0-0000-7000-8000-000000000001';
const THERE = '0193a8b0-0000-7000-8000-000000000002';

const good = (): RegistrationDraft => {
  const draft = emptyDraft(HERE);
  return { ...draft, topic: 'HUKOU', first: { ...draft.first, name: '居民甲-093', phone: '0816-000-0930' } };
};

describe('registration form', () => {
  it('accepts a name and a topic alone', () => {
    const draft = good();
    expect(problemsOf({ ...draft, first: { ...draft.first, phone: '' } })).toEqual([]);
  });

  it('names the missing name before the missing topic', () => {
    expect(problemsOf(emptyDraft(HERE)).map(({ field }) => field)).toEqual(['first.name', 'topic']);
  });

  it('says by how many digits a phone number is short', () => {
    expect(phoneProblem('0816-000-09')).toEqual({ kind: 'short', digits: 2 });
    expect(phoneProblem('138 0000 000')).toEqual({ kind: 'short', digits: 1 });
    expect(phoneProblem('138000000000')).toEqual({ kind: 'long', digits: 1 });
    expect(phoneProblem('0816-000-0930')).toBeNull();
    expect(phoneProblem('六二三')).toEqual({ kind: 'letters' });
    expect(phoneProblem('  ')).toBeNull();
  });

  it('asks for the guardian of a minor, by name and relation', () => {
    const draft = good();
    const minor = { ...draft, first: { ...draft.first, needs: ['minor' as const] } };
    expect(problemsOf(minor).map(({ word }) => word)).toEqual(['guardianMissing', 'relationMissing']);
  });

  it('asks for the other side of a dispute, with their station', () => {
    expect(problemsOf({ ...good(), topic: 'DISPUTE' }).map(({ field }) => field)).toEqual([
      'second.name',
      'second.stationId',
    ]);
  });

  it('refuses one identity card on both sides', () => {
    const draft = { ...good(), topic: 'DISPUTE' as const };
    const idNumber = '510726199001010017';
    const same = {
      ...draft,
      first: { ...draft.first, idNumber },
      second: { ...draft.second, name: '居民乙-042', stationId: THERE, idNumber },
    };
    expect(problemsOf(same).map(({ word }) => word)).toEqual(['samePerson']);
  });

  it('forgets the second party when the topic has only one', () => {
    const draft = good();
    const left = { ...draft, second: { ...draft.second, name: '居民乙-042' } };
    expect(toRegisterRequest(left).parties).toHaveLength(1);
  });

  it('makes what the contract accepts, guardian and birthday included', () => {
    const draft = good();
    const full: RegistrationDraft = {
      ...draft,
      topic: 'DISPUTE',
      first: {
        ...draft.first,
        idNumber: '510726201105060017',
        needs: ['minor'],
        guardianName: '居民甲-094',
        guardianRelation: '母亲',
      },
      second: { ...draft.second, name: '居民乙-042', stationId: THERE },
      startsAt: '2026-11-24T06:00:00.000Z',
    };
    expect(problemsOf(full)).toEqual([]);
    const parsed = registerRequest.parse(toRegisterRequest(full));
    expect(parsed.parties[0]).toMatchObject({
      bornOn: '2011-05-06',
      guardian: { name: '居民甲-094', relation: '母亲' },
    });
    expect(parsed.startsAt).toBe('2026-11-24T06:00:00.000Z');
  });

  it('reads the birthday from the card, and no birthday from an impossible date', () => {
    expect(bornOnOf('510726201102280017')).toBe('2011-02-28');
    expect(bornOnOf('510726201102300017')).toBeNull();
    expect(bornOnOf('5107262011')).toBeNull();
  });

  it('counts somebody as a minor until the day of the eighteenth birthday', () => {
    expect(isMinor('2008-11-25', '2026-11-24')).toBe(true);
    expect(isMinor('2008-11-24', '2026-11-24')).toBe(false);
  });

  it('refuses, before sending, to seat two who must not meet at one station', () => {
    const draft = { ...good(), topic: 'DISPUTE' as const, screened: true };
    const second = { ...draft.second, name: '居民乙-094' };
    const together = problemsOf({ ...draft, second: { ...second, stationId: HERE } });
    expect(together).toEqual([{ field: 'second.stationId', word: 'screenedTogether', params: {} }]);
    expect(problemsOf({ ...draft, second: { ...second, stationId: THERE } })).toEqual([]);
    expect(toRegisterRequest({ ...draft, second: { ...second, stationId: THERE } }).screened).toBe(true);
  });

  it('forgets the screening of a matter that has one party', () => {
    expect(toRegisterRequest({ ...good(), screened: true })).not.toHaveProperty('screened');
  });

  it('sends the hold with the start that it keeps, and neither for somebody who waits here', () => {
    const draft = { ...good(), startsAt: '2026-11-24T02:00:00Z' };
    expect(toRegisterRequest(draft, HERE)).toMatchObject({ startsAt: draft.startsAt, holdId: HERE });
    expect(toRegisterRequest(draft)).not.toHaveProperty('holdId');
    const walkIn = toRegisterRequest({ ...draft, walkIn: true }, HERE);
    expect(walkIn.walkIn).toBe(true);
    expect(walkIn).not.toHaveProperty('startsAt');
    expect(walkIn).not.toHaveProperty('holdId');
  });

  it('lets nobody of a dispute walk in, for the other party is elsewhere', () => {
    const draft = { ...good(), topic: 'DISPUTE' as const, walkIn: true, startsAt: '2026-11-24T02:00:00Z' };
    expect(toRegisterRequest(draft)).not.toHaveProperty('walkIn');
    expect(toRegisterRequest(draft).startsAt).toBe(draft.startsAt);
  });
});
