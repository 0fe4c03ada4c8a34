import type { Board, BoardOfficial, boardQuery } from '@contracts/http/scheduling';
import { findCalendarDay, isWorkingDay } from '@domain/calendar';
import { clip, type Interval } from '@domain/interval';
import { addDays, localDate } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Availability, type ResourceTime } from '../../capacity/availability';
import { ClashReader } from '../../capacity/clash-reader';
import { requireStaff, type Actor } from '../../common/actor';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { UnreachedRepository } from '../../notices/unreached.repository';
import { RequestPresenter } from '../request.presenter';
import { RequestViewRepository } from '../request-view.repository';
import { boardStation } from '../scheduling.policy';
import { BookedRepository, isAt } from '../replan/booked.repository';
import { boardAppointment, dayOf, healthOf, places, stretch } from './board-days';
import { BoardRepository, type OfficialRow } from './board.repository';

/** Days of the strip that shows how full the days ahead are. */
const STRIP_DAYS = 7;
const APPOINTMENTS_LIMIT = 2000;
const QUEUE_LIMIT = 200;

/** The scheduler's board, and the same for one station: a fixed number of queries, however large the county. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly source: DataSource,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly repository: BoardRepository,
    private readonly availability: Availability,
    private readonly clashes: ClashReader,
    private readonly bookedRows: BookedRepository,
    private readonly unreached: UnreachedRepository,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** From `on` (today if absent) for `days` days. A clerk reads the own station's part. Throws NOT_ALLOWED. */
  async read(actor: Actor, query: z.output<typeof boardQuery>): Promise<Board> {
    const stationId = boardStation(requireStaff(actor));
    const { manager } = this.source;
    const now = this.clock.now();
    const { timeZone } = await this.stations.getBureau(manager);
    const today = localDate(now.getTime(), timeZone);
    const on = query.on ?? today;
    const shown = dayOf(on, timeZone, query.days);
    const strip = dayOf(today, timeZone, STRIP_DAYS);
    const scope = { stationId: stationId ?? undefined };
    const startsIn = { from: new Date(shown.start), to: new Date(shown.end) };
    const booked = await this.views.list(manager, { ...scope, startsIn, limit: APPOINTMENTS_LIMIT, order: 'start' });
    const unplaced = await this.views.list(manager, { ...scope, unplaced: true, limit: QUEUE_LIMIT, order: 'promise' });
    const rooms = await this.repository.rooms(manager, stationId);
    const officials = await this.repository.officials(manager);
    const times = await this.availability.read(manager, {
      resourceIds: [...rooms, ...officials].map(({ id }) => id),
      window: { start: Math.min(strip.start, shown.start), end: Math.max(strip.end, shown.end) },
      timeZone,
    });
    const calendar = await this.availability.calendar(manager, new Date(strip.start), new Date(strip.end));
    return {
      on,
      now: now.toISOString(),
      days: Array.from({ length: STRIP_DAYS }, (_, index) => {
        const one = addDays(today, index);
        return {
          on: one,
          working: isWorkingDay(one, calendar),
          label: findCalendarDay(one, calendar)?.name ?? null,
          ...places(dayOf(one, timeZone), rooms, officials, times),
        };
      }),
      rooms: rooms.map(({ lastSeenAt, health, ...room }) => ({
        ...room,
        health: healthOf({ health, lastSeenAt }, now),
        open: clip(times.get(room.id)?.open ?? [], shown).map(stretch),
      })),
      officials: stationId === null ? await this.lanes(manager, officials, times, shown) : [],
      appointments: booked.flatMap((row) => boardAppointment(row, now)),
      holds: (await this.repository.holds(manager, now, shown, stationId)).map((hold) => ({
        ...hold,
        startsAt: hold.startsAt.toISOString(),
        endsAt: hold.endsAt.toISOString(),
        until: hold.until.toISOString(),
      })),
      unplaced: unplaced.map((row) => this.presenter.present(row, actor)),
      failedNotices: await this.unreached.count(manager, now, stationId),
      clashes: await this.clashCount(manager, stationId),
      notifiedWithin: await this.repository.notifiedWithin(manager, dayOf(on, timeZone), stationId),
    };
  }

  private async clashCount(manager: EntityManager, stationId: string | null): Promise<number> {
    const found = [...new Set((await this.clashes.find(manager)).map(({ appointmentId }) => appointmentId))];
    if (stationId === null || found.length === 0) return found.length;
    return (await this.bookedRows.read(manager, found)).filter((row) => isAt(row, stationId)).length;
  }

  private async lanes(
    manager: EntityManager,
    officials: readonly OfficialRow[],
    times: ReadonlyMap<string, ResourceTime>,
    shown: Interval,
  ): Promise<BoardOfficial[]> {
    const ids = officials.map(({ id }) => id);
    const away = await this.repository.away(manager, ids, shown);
    return officials.map((official) => ({
      ...official,
      open: clip(times.get(official.id)?.open ?? [], shown).map(stretch),
      away: away
        .filter(({ resourceId }) => resourceId === official.id)
        .map(({ id, kind, reason, startsAt, endsAt }) => ({
          id,
          kind,
          reason,
          // One without an end is drawn to the edge of what is shown.
          ...stretch({ start: startsAt?.getTime() ?? shown.start, end: endsAt?.getTime() ?? shown.end }),
        })),
    }));
  }
}
