import { registerRequest } from '@contracts/http/requests';
import { emptyDraft, faultsOf, isMinorOn, phoneFault, stepsOf, toRequest, type Draft } from './draft';

const today = '2026-11-24';
const stationA = '018f3c1e-0000-7000-8000-000000000001';
const stationB = '018f3c1e-0000-7000-8000-000000000002';
const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, ...part });

describe('the questions', () => {
  it('ask for the other party in a dispute only', () => {
    expect(stepsOf(draft({ topic: 'DISPUTE' }))).toContain('other');
    expect(stepsOf(draft({ topic: 'HUKOU' }))).not.toContain('other');
  });

  it('ask a complaint which station it is about', () => {
    expect(stepsOf(draft({ topic: 'COMPLAINT' }))).toContain('complained');
  });
});

describe('what is typed', () => {
  it('may leave the phone out', () => {
    expect(phoneFault('phone', ' ')).toEqual([]);
  });

  it('is told how many digits a mobile number lacks', () => {
    expect(phoneFault('phone', '138-0000-00')).toEqual([{ field: 'phone', rule: 'phoneShort', by: 2 }]);
  });

  it('is told of a letter among the digits', () => {
    expect(phoneFault('phone', '1380000000o')).toEqual([{ field: 'phone', rule: 'phoneLetters' }]);
  });

  it('needs a guardian only where the person is a minor', () => {
    expect(faultsOf('who', draft({ name: '居民甲-017' }), today)).toEqual([]);
    const fields = faultsOf('who', draft({ name: '居民甲-017', minor: true, bornOn: '2012-01-01' }), today);
    expect(fields.map(({ field }) => field)).toEqual(['guardianName', 'guardianRelation']);
  });

  it('cannot be the person complained of and the place to go at once', () => {
    const same = draft({ topic: 'COMPLAINT', complainedOf: stationA, stationId: stationA });
    expect(faultsOf('station', same, today)).toEqual([{ field: 'stationId', rule: 'complainedStation' }]);
  });

  it('cannot name the same person on both sides', () => {
    const same = draft({ topic: 'DISPUTE', name: '居民甲-017', otherName: '居民甲-017 ' });
    expect(faultsOf('who', same, today)).toEqual([{ field: 'name', rule: 'samePerson' }]);
  });
});

describe('a minor', () => {
  it('is one until the day of the eighteenth birthday', () => {
    expect(isMinorOn('2008-11-25', today)).toBe(true);
    expect(isMinorOn('2008-11-24', today)).toBe(false);
  });
});

describe('what is sent', () => {
  const filled = draft({ topic: 'DISPUTE', name: '居民甲-017', stationId: stationA, when: 'bureau' });

  it('has both parties of a dispute, each at their own station', () => {
    const request = toRequest({ ...filled, otherName: '居民乙-042', otherStationId: stationB });
    expect(request.parties.map(({ stationId }) => stationId)).toEqual([stationA, stationB]);
    expect(registerRequest.safeParse(request).success).toBe(true);
  });

  it('has no start when the bureau is to choose', () => {
    expect(toRequest(filled)).not.toHaveProperty('startsAt');
  });

  it('names the hold of the chosen start, and no hold of another', () => {
    const hold = { id: stationA, startsAt: '2026-11-24T02:00:00Z', expiresAt: '2026-11-24T02:02:00Z' };
    expect(toRequest({ ...filled, when: hold.startsAt, hold })).toMatchObject({ holdId: hold.id });
    expect(toRequest({ ...filled, when: '2026-11-24T03:00:00Z', hold })).not.toHaveProperty('holdId');
    expect(toRequest({ ...filled, hold })).not.toHaveProperty('holdId');
  });

  it('carries the guardian of a minor and the need with it', () => {
    const request = toRequest({
      ...filled,
      minor: true,
      bornOn: '2012-01-01',
      guardianName: '居民丙-003',
      guardianRelation: '母亲',
    });
    expect(request.parties[0]).toMatchObject({
      bornOn: '2012-01-01',
      guardian: { relation: '母亲' },
      needs: ['minor'],
    });
  });
});
