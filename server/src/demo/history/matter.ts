import { answerDueAt } from '@domain/answer-clock';
import { bookingCode, BOOKING_CODE_BYTES } from '@domain/booking-code';
import { DAY_MS, HOUR_MS, localDate, MINUTE_MS } from '@domain/local-time';
import { noticeDueAt } from '@domain/notice-clock';
import { SIDES, type PartyRole } from '@domain/people';
import { requestNumber } from '@domain/registration';
import type { RequestState } from '@domain/request-state';
import { topicRule } from '@domain/topic';
import type { DemoStation } from '../county';
import type { Chance } from '../random';
import type { Arrival } from './arrivals';
import { isClosed } from './closed-room';
import { concludeMatter } from './conclusion';
import type { HistoryTools, Matter, MatterParty } from './history';
import { makePerson } from './people';
import { SUMMARIES } from './words';

const iso = (instant: number): string => new Date(instant).toISOString();
const BOOKED = { code: 'earliestCommon', params: {} };

/** Writes the whole life of one request into the ledger; false when no slot was free for it. */
export function writeMatter(tools: HistoryTools, arrival: Arrival, sequence: number): boolean {
  const { chance, county, book, ledger, now } = tools;
  const rule = topicRule(arrival.topic);
  // A line that is down now takes nobody of the last days.
  const choice =
    arrival.registeredAt > now - 4 * DAY_MS ? county.stations.filter((one) => !isClosed(one)) : county.stations;
  const stations = rule.parties === 2 ? twoStations(chance, choice) : [chance.pick(choice)];
  const able = county.officials.filter(({ topics }) => topics.includes(arrival.topic));
  const shuffled = [...able].sort(() => chance.next() - 0.5);
  const lead = chance.between(40, 240) * MINUTE_MS;
  const booked = book.book(
    stations.map(({ roomId }) => roomId),
    shuffled.map(({ resourceId }) => resourceId),
    Math.max(arrival.registeredAt + lead, arrival.notBefore ?? 0),
    rule.durationMs,
  );
  const official = able.find(({ resourceId }) => resourceId === booked?.resource);
  if (!booked || !official) return false;

  const requestId = chance.uuid();
  const applicant = stations[0];
  if (!applicant) return false;
  const promptly = arrival.channel === 'station' ? chance.between(1, 4) : chance.between(2, 90);
  const late = chance.happens(0.015);
  const notifiedAt =
    arrival.registeredAt + (late ? 24 * HOUR_MS + chance.between(1, 300) * MINUTE_MS : promptly * MINUTE_MS);
  const told = notifiedAt <= now;
  const confirmedAt =
    told && chance.happens(0.9)
      ? Math.min(notifiedAt + chance.between(5, 600) * MINUTE_MS, booked.start - HOUR_MS / 2)
      : null;
  const confirmed = confirmedAt !== null && confirmedAt <= now && confirmedAt > arrival.registeredAt;

  const roles: readonly PartyRole[] = rule.parties === 2 ? ['injured', 'allegedOffender'] : ['applicant'];
  const matter: Matter = {
    id: requestId,
    arrival,
    parties: stations.map((station) => ({ id: chance.uuid(), station })),
    official,
    appointmentId: chance.uuid(),
    start: booked.start,
    end: booked.start + rule.durationMs,
  };
  const conclusion = concludeMatter(tools, matter, confirmed);
  const open: RequestState = !told ? 'SCHEDULED' : confirmed ? 'CONFIRMED' : 'NOTIFIED';

  ledger.add('request', {
    id: requestId,
    no: requestNumber(localDate(arrival.registeredAt), sequence),
    bureau_id: county.bureauId,
    station_id: applicant.id,
    channel: arrival.channel,
    topic: arrival.topic,
    summary: chance.pick(SUMMARIES[arrival.topic]),
    urgency: 'normal',
    direction: 'residentToBureau',
    state: conclusion?.state ?? open,
    preferred_times: [],
    complained_of_station_id: null,
    complained_of_staff_id: null,
    service_consent: true,
    registered_at: iso(arrival.registeredAt),
    registered_by: arrival.channel === 'web' ? null : applicant.clerkId,
    first_contact_owner_id: applicant.clerkId,
    notice_due_at: iso(noticeDueAt(arrival.registeredAt)),
    notified_at: told ? iso(notifiedAt) : null,
    withdrawn_at: null,
    answer_due_at:
      rule.mode === 'consult' ? iso(Math.max(answerDueAt(arrival.registeredAt), matter.end + DAY_MS)) : null,
    answered_at: conclusion?.answeredAt ? iso(conclusion.answeredAt) : null,
    closed_at: conclusion?.closedAt ? iso(conclusion.closedAt) : null,
    reopened_at: null,
    unplaced: null,
    version: 1,
  });
  matter.parties.forEach((party, index) => {
    const person = makePerson(chance, tools.sealing);
    ledger.add('person', person);
    ledger.add('party', {
      id: party.id,
      request_id: requestId,
      person_id: person.id,
      guardian_id: null,
      guardian_relation: null,
      side: SIDES[index],
      role: roles[index],
      station_id: party.station.id,
      needs: chance.happens(0.09) ? [chance.pick(['hearing', 'reading'] as const)] : [],
      companions: chance.happens(0.25) ? chance.between(1, 3) : 0,
      booking_code: bookingCode(chance.bytes(BOOKING_CODE_BYTES)),
      confirmed_at: confirmed ? iso(confirmedAt) : null,
      declined_at: null,
      checked_in_at: conclusion?.checkedInAt ? iso(conclusion.checkedInAt) : null,
      identity_checked_at: conclusion?.checkedInAt ? iso(conclusion.checkedInAt) : null,
      identity_checked_by: conclusion?.checkedInAt ? party.station.clerkId : null,
      consent_at: conclusion?.startedAt && rule.parties === 2 ? iso(conclusion.startedAt) : null,
    });
    ledger.add(
      'notice',
      noticeRow(tools, matter, party, arrival.channel === 'station' ? 'slip' : 'sms', told ? notifiedAt : null),
    );
  });
  ledger.add('appointment', {
    id: matter.appointmentId,
    request_id: requestId,
    official_id: official.resourceId,
    starts_at: iso(matter.start),
    ends_at: iso(matter.end),
    round: 1,
    state: conclusion ? 'ended' : 'booked',
    reason: BOOKED,
    created_at: iso(arrival.registeredAt),
    version: 1,
  });
  for (const resource of [...matter.parties.map(({ station }) => station.roomId), official.resourceId]) {
    ledger.add('reservation', {
      id: chance.uuid(),
      resource_id: resource,
      during: `[${iso(matter.start)},${iso(matter.end)})`,
      appointment_id: matter.appointmentId,
    });
  }
  return true;
}

function twoStations(chance: Chance, choice: readonly DemoStation[]): DemoStation[] {
  const first = chance.pick(choice);
  return [first, chance.pick(choice.filter(({ id }) => id !== first.id))];
}

function noticeRow(
  { chance }: HistoryTools,
  matter: Matter,
  party: MatterParty,
  channel: 'slip' | 'sms',
  deliveredAt: number | null,
) {
  const at = deliveredAt === null ? null : iso(deliveredAt);
  return {
    id: chance.uuid(),
    request_id: matter.id,
    party_id: party.id,
    appointment_id: matter.appointmentId,
    kind: 'booked',
    channel,
    state: at === null ? 'pending' : 'delivered',
    body: '',
    dedupe_key: `demo:${matter.id}:${party.id}`,
    created_at: iso(matter.arrival.registeredAt),
    due_at: iso(matter.arrival.registeredAt),
    claimed_at: at,
    sent_at: at,
    delivered_at: at,
    attempts: at === null ? 0 : 1,
    last_error: null,
    acknowledged_by: null,
  };
}
