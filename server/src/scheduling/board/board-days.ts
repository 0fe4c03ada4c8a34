import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { clip, totalMillis, type Interval } from '@domain/interval';
import { MINUTE_MS, addDays, instantAt } from '@domain/local-time';
import type { ResourceTime } from '../../capacity/availability';
import { DEVICE_SILENT_MS } from '../../identity/devices.service';
import type { RequestRow } from '../request-row';
import { presentAppointment } from '../request.presenter';

/** A place is half an hour of a room with an official; a mediation takes three. */
const PLACE_MS = 30 * MINUTE_MS;

type Times = ReadonlyMap<string, ResourceTime>;
type Resource = { readonly id: string };

/** From the midnight that begins `day` to the one that ends it. */
export const dayOf = (day: string, timeZone: string, days = 1): Interval => ({
  start: instantAt(day, '00:00', timeZone),
  end: instantAt(addDays(day, days), '00:00', timeZone),
});

export const stretch = ({ start, end }: Interval) => ({
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(end).toISOString(),
});

/** Places of a day: as many as rooms and officials both have time for; booked are the officials' taken ones. */
export function places(
  day: Interval,
  rooms: readonly Resource[],
  officials: readonly Resource[],
  times: Times,
): { booked: number; capacity: number } {
  const open = minutesOf(officials, times, day, 'open');
  const capacity = Math.floor((Math.min(open, minutesOf(rooms, times, day, 'open')) * MINUTE_MS) / PLACE_MS);
  const free = minutesOf(officials, times, day, 'free');
  return { booked: Math.round(((open - free) * MINUTE_MS) / PLACE_MS), capacity };
}

/** Minutes of these resources within the day, open or still free. */
export const minutesOf = (resources: readonly Resource[], times: Times, day: Interval, key: 'open' | 'free'): number =>
  resources.reduce((total, { id }) => total + totalMillis(clip(times.get(id)?.[key] ?? [], day)), 0) / MINUTE_MS;

export function healthOf(
  { health, lastSeenAt }: { readonly health: string | null; readonly lastSeenAt: Date | null },
  now: Date,
): Board['rooms'][number]['health'] {
  if (health === null) return 'unpaired';
  if (!lastSeenAt || now.getTime() - lastSeenAt.getTime() > DEVICE_SILENT_MS) return 'offline';
  return health === 'weak' || health === 'offline' ? health : 'good';
}

/** The appointment of a row as the board draws it; nothing for a row without one. */
export function boardAppointment(row: RequestRow, now: Date): BoardAppointment[] {
  const appointment = presentAppointment(row, now);
  if (!appointment) return [];
  return [
    {
      ...appointment,
      requestId: row.id,
      requestNo: row.no,
      topic: row.topic,
      confirmed: row.parties.every(({ confirmedAt }) => confirmedAt !== null),
      roomIds: row.roomIds,
      partyNames: row.parties.map(({ name }) => name),
    },
  ];
}
