import type { DeskAppointment, WaitingParty } from '@contracts/http/sessions';
import { dayRows, newlyWaiting, nextAppointment, outcomesOwed, standing, waitingRows } from './day';

const day = (time: string): string => new Date(`2026-11-24T${time}:00+08:00`).toISOString();
const now = Date.parse(day('09:57'));
const noon = Date.parse(day('12:00'));

type Party = DeskAppointment['parties'][number];
const party = (side: 'A' | 'B', part: Partial<Party> = {}): Party => ({
  id: `p-${side}`,
  side,
  role: 'party',
  name: side === 'A' ? '居民甲-017' : '居民乙-042',
  stationName: '擂鼓派出所',
  needs: [],
  companions: 0,
  guardianName: null,
  confirmedAt: null,
  checkedInAt: null,
  identityCheckedAt: null,
  consentAt: null,
  ...part,
});
const appointment = (from: string, to: string, part: Partial<DeskAppointment> = {}): DeskAppointment => ({
  appointmentId: `a-${from}`,
  requestId: `r-${from}`,
  requestNo: `2026-${from}`,
  sessionId: null,
  topic: 'DISPUTE',
  mode: 'mediate',
  round: 1,
  summary: '',
  startsAt: day(from),
  endsAt: day(to),
  state: 'booked',
  outcome: null,
  parties: [party('A')],
  ...part,
});
const waits = (partyId: string, startsAt: string, checkedInAt: string, side: 'A' | 'B' = 'A'): WaitingParty => ({
  partyId,
  requestId: `r-${startsAt}`,
  appointmentId: `a-${startsAt}`,
  sessionId: null,
  side,
  name: partyId,
  stationName: '擂鼓派出所',
  startsAt: day(startsAt),
  checkedInAt: day(checkedInAt),
  identityChecked: true,
  companions: 0,
  roomOnline: true,
  sharesSetWith: null,
});

describe('the next appointment', () => {
  const morning = appointment('08:30', '09:00', { state: 'ended', outcome: 'CONSULTED' });
  const ten = appointment('10:00', '11:30');
  const later = appointment('14:00', '14:30');

  it('is the earliest whose time is not over', () => {
    expect(nextAppointment([later, ten, morning], now)).toBe(ten);
  });
  it('is the talk that is going on, whatever the clock says', () => {
    const running = { ...morning, state: 'inSession' as const, outcome: null };
    expect(nextAppointment([ten, running], now)).toBe(running);
  });
  it('is the last that nobody opened when the day is over, and nothing when all is done', () => {
    expect(nextAppointment([ten, later], Date.parse(day('18:00')))).toBe(later);
    expect(nextAppointment([morning, { ...ten, state: 'cancelled' }], now)).toBeNull();
  });
});

describe('the list of the day', () => {
  it('is ruled by time, with lunch between the halves', () => {
    const rows = dayRows([appointment('14:00', '14:30'), appointment('08:30', '09:00')], noon);
    expect(rows.map((row) => (row.kind === 'lunch' ? 'lunch' : row.appointment.appointmentId))).toEqual([
      'a-08:30',
      'lunch',
      'a-14:00',
    ]);
  });
  it('has no lunch row on half a day', () => {
    expect(dayRows([appointment('08:30', '09:00')], noon)).toHaveLength(1);
    expect(dayRows([], noon)).toEqual([]);
  });
});

describe('how an appointment stands', () => {
  it('says who is missing, who is silent and who is late', () => {
    const ten = (a: Partial<Party>, b: Partial<Party>) =>
      appointment('10:00', '11:30', { parties: [party('A', a), party('B', b)] });
    const here = { checkedInAt: day('09:45'), confirmedAt: day('08:00') };
    expect(standing(ten(here, here), now)).toEqual({ kind: 'allHere', count: 2 });
    expect(standing(ten(here, {}), now)).toMatchObject({ kind: 'someHere', missing: [{ side: 'B' }] });
    expect(standing(ten(here, {}), Date.parse(day('10:05')))).toMatchObject({ kind: 'late', missing: [{ side: 'B' }] });
    expect(standing(ten({ confirmedAt: day('08:00') }, {}), now)).toMatchObject({
      kind: 'unconfirmed',
      silent: [{ side: 'B' }],
    });
    expect(standing(ten({ confirmedAt: day('08:00') }, { confirmedAt: day('08:00') }), now)).toEqual({
      kind: 'confirmed',
    });
  });

  it('owes an outcome after a talk that was left without one, the oldest first', () => {
    const left = appointment('08:30', '09:00', { state: 'ended' });
    const earlier = appointment('08:00', '08:20', { state: 'ended' });
    expect(standing(left, now)).toEqual({ kind: 'outcomeOwed' });
    expect(outcomesOwed([left, earlier, appointment('10:00', '11:30')])).toEqual([earlier, left]);
  });
});

describe('who waits', () => {
  it('are ordered by booked time and side; the early come last', () => {
    const rows = waitingRows(
      [waits('early', '11:30', '09:50'), waits('b', '10:00', '09:40', 'B'), waits('a', '10:00', '09:52')],
      now,
    );
    expect(rows.map(({ party: { partyId }, minutes, urgency }) => [partyId, minutes, urgency])).toEqual([
      ['a', 5, 'fine'],
      ['b', 17, 'fine'],
      ['early', 93, 'early'],
    ]);
  });

  it('become long after 10 minutes past the booked time and too long after 15', () => {
    const urgencyAt = (time: string) => waitingRows([waits('a', '10:00', '09:30')], Date.parse(day(time)))[0]?.urgency;
    expect(urgencyAt('10:09')).toBe('fine');
    expect(urgencyAt('10:10')).toBe('long');
    expect(urgencyAt('10:15')).toBe('tooLong');
  });

  it('ring only when somebody new waits', () => {
    const both = [waits('a', '10:00', '09:40'), waits('b', '10:00', '09:50', 'B')];
    expect(newlyWaiting(new Set(['a']), both).map(({ partyId }) => partyId)).toEqual(['b']);
    expect(newlyWaiting(new Set(['a', 'b']), both)).toEqual([]);
  });
});
