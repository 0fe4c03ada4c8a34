import { refusalOf } from './errors';
import { bornOnOf, checkRegistration, isMinor, isSamePerson, requestNumber, type Registering } from './registration';

const TODAY = '2026-11-24';
const NOW = Date.parse('2026-11-24T01:00:00Z');
const person = (name: string, more: Partial<Registering['parties'][number]> = {}): Registering['parties'][number] => ({
  name,
  stationId: 'station-1',
  needs: [],
  ...more,
});
const asking = (more: Partial<Registering> = {}): Registering => ({
  topic: 'HUKOU',
  parties: [person('居民甲-001')],
  preferredDays: [],
  ...more,
});
const refusal = (input: Registering): string =>
  refusalOf(() => checkRegistration(input, NOW, TODAY))?.code ?? 'accepted';

describe('registering', () => {
  it('answers with the rule of the topic', () => {
    expect(checkRegistration(asking(), NOW, TODAY)).toMatchObject({ parties: 1, mode: 'consult' });
  });

  it.each<[string, Partial<Registering>]>([
    ['TOPIC_UNKNOWN', { topic: 'toString' }],
    ['PARTY_MISSING', { parties: [] }],
    ['PARTY_MISSING', { topic: 'DISPUTE' }],
    ['INPUT_INVALID', { parties: [person('居民甲-001'), person('居民甲-002')] }],
    ['PARTIES_SAME', { topic: 'DISPUTE', parties: [person('居民甲-001'), person('居民甲-001')] }],
    ['GUARDIAN_MISSING', { parties: [person('居民甲-001', { needs: ['minor'] })] }],
    ['STATION_COMPLAINED_OF', { topic: 'COMPLAINT', complainedOfStationId: 'station-1' }],
    ['TIME_PAST', { startsAt: NOW }],
    ['TIME_PAST', { preferredDays: ['2026-11-23'] }],
    ['accepted', { startsAt: NOW + 1, preferredDays: [TODAY] }],
    ['accepted', { parties: [person('居民甲-001', { needs: ['minor'], guardian: { name: '居民甲-002' } })] }],
  ])('says %s', (code, changed) => {
    expect(refusal(asking(changed))).toBe(code);
  });
});

describe('a minor', () => {
  it.each<[string, boolean]>([
    ['2008-11-24', false],
    ['2008-11-25', true],
    ['2008-02-29', false],
  ])('born on %s: %s on the 24th of November 2026', (bornOn, expected) => {
    expect(isMinor(person('居民甲-001', { bornOn }), TODAY)).toBe(expected);
  });

  it('is known by the identity number when no birthday is given', () => {
    expect(isMinor(person('居民甲-001', { idNumber: '510700201201010010' }), TODAY)).toBe(true);
    expect(isMinor(person('居民甲-001', { idNumber: '510700198001010010' }), TODAY)).toBe(false);
  });

  it('of a leap day comes of age on the first of March', () => {
    expect(isMinor(person('居民甲-001', { bornOn: '2008-02-29' }), '2026-02-28')).toBe(true);
    expect(isMinor(person('居民甲-001', { bornOn: '2008-02-29' }), '2026-03-01')).toBe(false);
  });
});

it('reads a birthday out of an identity number only where there is one', () => {
  expect(bornOnOf('510700198002300010')).toBeNull();
  expect(bornOnOf('51070019800229001X')).toBe('1980-02-29');
  expect(bornOnOf(undefined)).toBeNull();
});

it('knows one person by the identity number, or by name and phone where one is missing', () => {
  const a = person('居民甲-001', { idNumber: '51070019800229001x', phone: '19900000001' });
  expect(isSamePerson(a, person('居民甲-009', { idNumber: '51070019800229001X' }))).toBe(true);
  expect(isSamePerson(a, person('居民甲-001', { idNumber: '510700198002290028', phone: '19900000001' }))).toBe(false);
  expect(isSamePerson(a, person('居民甲-001', { phone: '19900000001' }))).toBe(true);
  expect(isSamePerson(a, person('居民甲-001', { phone: '19900000002' }))).toBe(false);
});

it('numbers requests by day and running number', () => {
  expect(requestNumber('2026-11-22', 7)).toBe('2026-1122-0007');
  expect(requestNumber('2026-11-22', 12_345)).toBe('2026-1122-12345');
});
