import { registerRequest } from '@contracts/http/requests';
import { EMPTY_INVITATION, invitationOf, invitationProblems, topicsToInvite } from './invitation';

const STATION = '3f0c2f6e-7a55-4f7b-9d57-0d3c8f4c1a11';
const FULL = {
  ...EMPTY_INVITATION,
  topic: 'HUKOU' as const,
  name: ' 居民甲-017 ',
  phone: '1990000 0017',
  stationId: STATION,
};

describe('an invitation', () => {
  it('wants a matter, a station, a name and a telephone, in the order of the form', () => {
    expect(invitationProblems(EMPTY_INVITATION).map(({ field, word }) => `${field} ${word}`)).toEqual([
      'topic topicMissing',
      'stationId stationMissing',
      'name nameMissing',
      'phone phoneMissing',
    ]);
    expect(invitationProblems(FULL)).toEqual([]);
  });

  it('says by how many digits a telephone number is wrong', () => {
    const phoneOf = (phone: string) => invitationProblems({ ...FULL, phone })[0];
    expect(phoneOf('199000000')).toMatchObject({ word: 'phoneShort', digits: 2 });
    expect(phoneOf('199000000170')).toMatchObject({ word: 'phoneLong', digits: 1 });
    expect(phoneOf('abc')).toMatchObject({ word: 'phoneLetters' });
  });

  it('is a registration from the bureau to the resident, on the day that suits', () => {
    const sent = registerRequest.parse(invitationOf({ ...FULL, on: '2026-11-26' }));
    expect(sent).toMatchObject({
      direction: 'bureauToResident',
      channel: 'phone',
      parties: [{ name: '居民甲-017', phone: '19900000017', stationId: STATION }],
      preferredTimes: [{ on: '2026-11-26', part: 'any' }],
    });
    expect(invitationOf(FULL).preferredTimes).toEqual([]);
  });

  it('is about what one person can be asked alone, the own topics first', () => {
    const topics = topicsToInvite(['TRAFFIC']);
    expect(topics[0]).toBe('TRAFFIC');
    expect(topics).not.toContain('DISPUTE');
    expect(new Set(topics).size).toBe(topics.length);
  });
});
