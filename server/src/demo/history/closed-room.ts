import { answerDueAt } from '@domain/answer-clock';
import { bookingCode, BOOKING_CODE_BYTES } from '@domain/booking-code';
import { addDays, HOUR_MS, instantAt, localDate } from '@domain/local-time';
import { noticeDueAt } from '@domain/notice-clock';
import { requestNumber } from '@domain/registration';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../demo.repository';
import type { HistoryTools } from './history';
import { makePerson } from './people';

const STATION = '青片';
const CLOSED_DAYS = 3;

/** Whether the station's line is down on the demo's first day. */
export const isClosed = (station: { readonly name: string }): boolean => station.name.startsWith(STATION);
/** How long ago each was registered: one calm, one that the scheduler was already told of. */
const REGISTERED_HOURS_AGO = [3, 14] as const;
export const CLOSED_ROOM_REQUESTS = REGISTERED_HOURS_AGO.length;

/** A station whose line is down for some days, and who waits there for a slot: the board's queue is not empty. */
export async function writeClosedRoom(
  manager: EntityManager,
  { chance, sealing, county, now }: HistoryTools,
  firstNumber: number,
): Promise<void> {
  const station = county.stations.find(isClosed);
  if (!station) return;
  const opensAgain = instantAt(addDays(localDate(now), CLOSED_DAYS), '08:30');
  await insertRows(manager, 'absence', [
    {
      id: chance.uuid(),
      resource_id: station.roomId,
      during: `[${iso(instantAt(localDate(now), '00:00'))},${iso(opensAgain)})`,
      reason: '线路检修',
    },
  ]);
  for (const [index, hoursAgo] of REGISTERED_HOURS_AGO.entries()) {
    const registeredAt = now - hoursAgo * HOUR_MS;
    const person = makePerson(chance, sealing);
    const requestId = chance.uuid();
    await insertRows(manager, 'person', [person]);
    await insertRows(manager, 'request', [
      {
        id: requestId,
        no: requestNumber(localDate(registeredAt), firstNumber + index),
        bureau_id: county.bureauId,
        station_id: station.id,
        channel: 'phone',
        topic: index === 0 ? 'HUKOU' : 'TRAFFIC',
        summary: index === 0 ? '孙女的户口没有上，要补录。' : '驾驶证到期换证。',
        urgency: 'normal',
        direction: 'residentToBureau',
        state: 'TRIAGED',
        preferred_times: [],
        complained_of_station_id: null,
        complained_of_staff_id: null,
        service_consent: true,
        registered_at: iso(registeredAt),
        registered_by: station.clerkId,
        first_contact_owner_id: station.clerkId,
        notice_due_at: iso(noticeDueAt(registeredAt)),
        notified_at: null,
        withdrawn_at: null,
        answer_due_at: iso(answerDueAt(registeredAt)),
        answered_at: null,
        closed_at: null,
        reopened_at: null,
        unplaced: {
          code: 'noRoomFree',
          params: { stationId: station.id, needed: 1, has: 1, complainedOf: 0 },
          nextStartsAt: iso(opensAgain),
        },
        version: 1,
      },
    ]);
    await insertRows(manager, 'party', [
      {
        id: chance.uuid(),
        request_id: requestId,
        person_id: person.id,
        guardian_id: null,
        guardian_relation: null,
        side: 'A',
        role: 'applicant',
        station_id: station.id,
        needs: [],
        companions: 0,
        booking_code: bookingCode(chance.bytes(BOOKING_CODE_BYTES)),
        confirmed_at: null,
        declined_at: null,
        checked_in_at: null,
        identity_checked_at: null,
        identity_checked_by: null,
        consent_at: null,
      },
    ]);
  }
}

const iso = (instant: number): string => new Date(instant).toISOString();
