import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import { findCalendarDay, isWorkingDay } from '@domain/calendar';
import { clip, totalMillis, type Interval } from '@domain/interval';
import { DAY_MS, MINUTE_MS, addDays, instantAt, localDate } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { DEVICE_SILENT_MS } from '../identity/devices.service';
import { Stations } from '../identity/stations';
import { Availability, type ResourceTime } from './availability';
import { RequestPresenter, presentAppointment } from './request.presenter';
import type { RequestRow } from './request-row';
import { RequestViews } from './request-views';
import { ResourceRepository } from './resource.repository';

const DAYS = 7;
const APPOINTMENTS_LIMIT = 1000;
const QUEUE_LIMIT = 200;
/** A place is half an hour of a room with an official; a mediation takes three. */
const PLACE_MS = 30 * MINUTE_MS;

type RoomRow = Omit<Board['rooms'][number], 'open' | 'health'> & {
  readonly health: string | null;
  readonly lastSeenAt: Date | null;
};

/** The scheduler's board: a fixed number of queries, however large the county. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly source: DataSource,
    private readonly views: RequestViews,
    private readonly presenter: RequestPresenter,
    private readonly resources: ResourceRepository,
    private readonly availability: Availability,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor, askedFor: string | undefined): Promise<Board> {
    const { manager } = this.source;
    const now = this.clock.now();
    const { timeZone } = await this.stations.getBureau(manager);
    const today = localDate(now.getTime(), timeZone);
    const on = askedFor ?? today;
    const day = dayOf(on, timeZone);
    const week = { start: dayOf(today, timeZone).start, end: dayOf(addDays(today, DAYS - 1), timeZone).end };
    const startsIn = { from: new Date(day.start), to: new Date(day.end) };
    const booked = await this.views.list(manager, { startsIn, limit: APPOINTMENTS_LIMIT, order: 'start' });
    const unplaced = await this.views.list(manager, { unplaced: true, limit: QUEUE_LIMIT, order: 'promise' });
    const rooms = await this.rooms(manager);
    const officials = await this.resources.ofKinds(manager, ['official']);
    const times = await this.availability.read(manager, {
      resourceIds: [...rooms, ...officials].map(({ id }) => id),
      window: { start: Math.min(week.start, day.start), end: Math.max(week.end, day.end) },
      timeZone,
    });
    const calendar = await this.availability.calendar(manager, new Date(week.start), new Date(week.end));
    return {
      on,
      now: now.toISOString(),
      days: Array.from({ length: DAYS }, (_, index) => {
        const one = addDays(today, index);
        return {
          on: one,
          working: isWorkingDay(one, calendar),
          label: findCalendarDay(one, calendar)?.name ?? null,
          ...places(dayOf(one, timeZone), rooms, officials, times),
        };
      }),
      rooms: rooms.map(({ lastSeenAt, ...room }) => ({
        ...room,
        health: healthOf(room.health, lastSeenAt, now),
        open: clip(times.get(room.id)?.open ?? [], day).map(({ start, end }) => ({
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(end).toISOString(),
        })),
      })),
      appointments: booked.flatMap(boardAppointment),
      unplaced: unplaced.map((row) => this.presenter.present(row, actor)),
      failedNotices: await this.failedNotices(manager),
      notifiedWithin: await this.notifiedWithin(manager, day),
    };
  }

  private rooms(manager: EntityManager): Promise<RoomRow[]> {
    return manager.query(
      `SELECT resource.id, station.id AS "stationId", station.name AS "stationName", station.name_en AS "stationNameEn",
              resource.name, device.health, device.last_seen_at AS "lastSeenAt"
         FROM resource
         JOIN station ON station.id = resource.station_id
         LEFT JOIN device ON device.room_id = resource.id AND device.revoked_at IS NULL
        WHERE resource.kind = 'room' AND resource.active
        ORDER BY station.position, resource.name, resource.id`,
    );
  }

  /** Parties whom no channel reached and whom nobody has told yet. */
  private async failedNotices(manager: EntityManager): Promise<number> {
    const rows: { n: string }[] = await manager.query(
      `SELECT count(DISTINCT failed.party_id) AS n FROM notice AS failed
         JOIN request ON request.id = failed.request_id
        WHERE failed.state = 'failed' AND request.closed_at IS NULL AND request.withdrawn_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM notice AS told WHERE told.party_id = failed.party_id
             AND told.appointment_id IS NOT DISTINCT FROM failed.appointment_id AND told.delivered_at IS NOT NULL)`,
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** Of those who were told on that day: how many within 24 hours, and how long the slowest of them took. */
  private async notifiedWithin(manager: EntityManager, day: Interval): Promise<Board['notifiedWithin']> {
    const rows: { n: string; slowest: string | null }[] = await manager.query(
      `SELECT count(*) AS n, max(ceil(extract(epoch FROM notified_at - registered_at) / 60)) AS slowest FROM request
        WHERE notified_at >= $1 AND notified_at < $2 AND notified_at <= notice_due_at`,
      [new Date(day.start), new Date(day.end)],
    );
    const slowest = rows[0]?.slowest ?? null;
    return { count: Number(rows[0]?.n ?? 0), slowestMinutes: slowest === null ? null : Number(slowest) };
  }
}

const dayOf = (day: string, timeZone: string): Interval => {
  const start = instantAt(day, '00:00', timeZone);
  return { start, end: start + DAY_MS };
};

function boardAppointment(row: RequestRow): BoardAppointment[] {
  const appointment = presentAppointment(row);
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

/** Places of a day: as many as rooms and officials both have time for; booked are the officials' taken ones. */
function places(
  day: Interval,
  rooms: readonly { id: string }[],
  officials: readonly { id: string }[],
  times: ReadonlyMap<string, ResourceTime>,
): { booked: number; capacity: number } {
  const sum = (ids: readonly { id: string }[], key: 'open' | 'free') =>
    ids.reduce((total, { id }) => total + totalMillis(clip(times.get(id)?.[key] ?? [], day)), 0);
  const open = sum(officials, 'open');
  const capacity = Math.floor(Math.min(open, sum(rooms, 'open')) / PLACE_MS);
  return { booked: Math.round((open - sum(officials, 'free')) / PLACE_MS), capacity };
}

function healthOf(health: string | null, lastSeenAt: Date | null, now: Date): Board['rooms'][number]['health'] {
  if (health === null) return 'unpaired';
  if (!lastSeenAt || now.getTime() - lastSeenAt.getTime() > DEVICE_SILENT_MS) return 'offline';
  return health === 'weak' || health === 'offline' ? health : 'good';
}
