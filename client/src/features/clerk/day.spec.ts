import type { PartyView, RequestView } from '@contracts/http/requests';
import { expectedAt, freeHalfHours, missedFrom, rowOf, rulerOf, stageOf, talksOf } from './day';

const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
const at = (time: string): string => new Date(Date.parse(`2026-11-24T${time}:00+08:00`)).toISOString();

const party = (stationId: string, over: Partial<PartyView> = {}): PartyView => ({
  id: 'party',
  side: 'A',
  role: 'applicant',
  name: '居民甲-017',
  phoneMasked: null,
  idNumberMasked: null,
  village: '',
  stationId,
  stationName: stationId,
  needs: [],
  companions: 0,
  guardianName: null,
  confirmedAt: null,
  declinedAt: null,
  checkedInAt: null,
  identityCheckedAt: null,
  bookingCode: '40731825',
  ...over,
});

const request = (from: string, to: string, parties: PartyView[], over: Partial<RequestView> = {}): RequestView => ({
  id: from,
  no: from,
  state: 'NOTIFIED',
  channel: 'station',
  topic: 'HUKOU',
  summary: '',
  urgency: 'normal',
  registeredAt: at('08:00'),
  noticeDueAt: at('20:00'),
  notifiedAt: at('08:05'),
  answerDueAt: null,
  answeredAt: null,
  firstContactOwnerName: null,
  parties,
  appointment: {
    id: from,
    startsAt: at(from),
    endsAt: at(to),
    officialId: 'official',
    officialName: '户政 03',
    branch: 'householdRegistration',
    round: 1,
    state: 'booked',
    version: 1,
    reason: { code: 'earliest', params: {} },
  },
  unplaced: null,
  escalationLevel: 'none',
  version: 1,
  ...over,
});

describe('the day of a station', () => {
  it('lists its own parties by time and puts who has finished last', () => {
    const day = [
      request('14:00', '14:30', [party('here')]),
      request('08:30', '09:00', [party('here')], { state: 'CONCLUDED' }),
      request('10:00', '11:30', [party('here'), party('there', { side: 'B' })]),
    ];
    expect(expectedAt('here', day).map(({ startsAt }) => startsAt)).toEqual([at('10:00'), at('14:00'), at('08:30')]);
    expect(expectedAt('there', day)).toHaveLength(1);
  });

  it('says whether somebody has arrived, confirmed, not answered or not been told', () => {
    const of = (one: PartyView, over: Partial<RequestView> = {}) =>
      stageOf(request('14:00', '14:30', [one], over), one);
    expect(of(party('here', { checkedInAt: at('13:50'), confirmedAt: at('09:00') }))).toBe('arrived');
    expect(of(party('here', { confirmedAt: at('09:00') }))).toBe('confirmed');
    expect(of(party('here', { declinedAt: at('09:00') }))).toBe('declined');
    expect(of(party('here'))).toBe('noEcho');
    expect(of(party('here'), { notifiedAt: null })).toBe('notTold');
    expect(of(party('here'), { state: 'IN_SESSION' })).toBe('inSession');
  });

  it('puts who has no time yet after those who have one, and says so', () => {
    const waiting = request('07:00', '07:30', [party('here')], { appointment: null, state: 'TRIAGED' });
    const day = [waiting, request('14:00', '14:30', [party('here')])];
    expect(expectedAt('here', day).map(({ stage, hasTime }) => [stage, hasTime])).toEqual([
      ['noEcho', true],
      ['unplaced', false],
    ]);
  });

  it('tells a missed talk and a cancelled one from one that was held', () => {
    const of = (over: Partial<RequestView>) => stageOf(request('14:00', '14:30', [party('here')], over), party('here'));
    expect(of({ state: 'NO_SHOW' })).toBe('missed');
    expect(of({ state: 'WITHDRAWN' })).toBe('cancelled');
    expect(of({ state: 'CONCLUDED' })).toBe('ended');
  });

  it('waits for somebody until the grace time is over, and for nobody who has come', () => {
    const [late] = expectedAt('here', [request('10:00', '10:30', [party('here')])]);
    const [come] = expectedAt('here', [request('10:00', '10:30', [party('here', { checkedInAt: at('09:50') })])]);
    expect(late && missedFrom(late, 15)).toBe(Date.parse(at('10:15')));
    expect(come && missedFrom(come, 15)).toBeNull();
  });
});

describe('the ruler of the room', () => {
  const ruler = rulerOf([], MIDNIGHT);

  it('counts the free half hours that are still to come, lunch left out', () => {
    const free = freeHalfHours([request('14:00', '15:30', [party('here')])], ruler, Date.parse(at('11:15')));
    expect(free).toEqual([6, 14, 15, 16, 17]);
  });

  it('draws intervals in half hours from 08:30', () => {
    expect(rowOf(Date.parse(at('10:00')), Date.parse(at('11:30')), ruler)).toEqual({ from: 3, span: 3 });
    expect(rowOf(Date.parse(at('18:00')), Date.parse(at('19:00')), ruler)).toBeNull();
  });

  it('grows where a talk lies outside the usual hours', () => {
    const long = rulerOf([request('07:40', '08:10', []), request('17:30', '18:10', [])], MIDNIGHT);
    expect(long).toEqual({ midnightMs: MIDNIGHT, from: 7 * 60 + 30, halfHours: 22 });
  });

  it('puts talks of the same time side by side, and the next one over the whole width', () => {
    const two = [party('here', { id: 'a' }), party('here', { id: 'b', side: 'B' })];
    const talks = talksOf('here', [
      request('10:00', '11:30', two),
      request('11:00', '11:30', [party('here', { id: 'c' })]),
      request('11:30', '12:00', [party('here', { id: 'd' })]),
      request('14:00', '14:30', [party('there')]),
    ]);
    expect(talks.map(({ party: { id }, lane, lanes }) => [id, lane, lanes])).toEqual([
      ['a', 0, 3],
      ['b', 1, 3],
      ['c', 2, 3],
      ['d', 0, 1],
    ]);
  });
});
