import type { PossibleStarts } from '@contracts/http/replan';
import { ResourceCalendar } from '@domain/planner/resource-calendar';
import type { PlanRequest } from '@domain/planner/types';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../../common/actor';
import { DomainError } from '@domain/errors';
import { Clock } from '../../common/clock';
import { RequestReader } from '../../requests/request-reader';
import { wantedOf } from '../assignment.service';
import { Bookings } from '../bookings';
import { KeptOfficialRepository } from '../changes/kept-official.repository';
import { ChosenSlots } from '../chosen-slots';
import { PlanningGround, type Ground } from '../planning-ground';
import { mayPlace } from '../scheduling.policy';
import { forbidden, mayHost } from '../slot-refusal';
import { dayOf } from './board-days';

type Calendar = ResourceCalendar<never>;

/** Where on one day a request could be dropped: by the rules that would refuse it elsewhere. */
@Injectable()
export class StartsReader {
  constructor(
    private readonly source: DataSource,
    private readonly ground: PlanningGround,
    private readonly chosen: ChosenSlots,
    private readonly requests: RequestReader,
    private readonly bookings: Bookings,
    private readonly kept: KeptOfficialRepository,
    private readonly clock: Clock,
  ) {}

  /** Starts on the grid with everybody and every room free then. Its own present time counts as free. */
  async read(actor: Actor, requestId: string, on: string): Promise<PossibleStarts> {
    if (!mayPlace(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
    const { manager } = this.source;
    const request = await this.requests.get(manager, requestId);
    const wanted = wantedOf(request, await this.requests.parties(manager, requestId));
    const { timeZone, rules } = await this.ground.terms(manager);
    const now = this.clock.now().getTime();
    const day = dayOf(on, timeZone);
    const from = Math.max(day.start, now + 1);
    const until = Math.min(day.end, now + rules.windowMs);
    const live = await this.bookings.findLive(manager, requestId);
    if (forbidden(wanted) || from >= until || live?.state === 'inSession') return { on, starts: [] };
    const options = {
      earliest: from,
      officialId: await this.kept.find(manager, requestId),
      replacing: live?.id,
      until: day.end,
    };
    const ground = await this.ground.prepare(manager, wanted, options, 'start');
    const past = live === null && day.end > request.noticeDueAt.getTime();
    const deadline = past ? await this.chosen.keptUntil(manager, wanted, { ...options, earliest: now + 1 }) : null;
    const last = Math.min(until, deadline?.getTime() ?? Infinity);
    return { on, starts: startsBetween(ground, from, last) };
  }
}

/** Every start on the grid from `from` to `last`, both included, at which everything needed is free. */
export function startsBetween({ request, candidates, resources, options }: Ground, from: number, last: number) {
  const { gridMs = 1, bufferMs = 0 } = options;
  const calendars = resources.map((one): Calendar => new ResourceCalendar<never>(one, gridMs, bufferMs));
  const rooms = calendars.filter(({ resource }) => resource.kind === 'room' && !resource.outOfOrder);
  const hosts = new Set(candidates.filter((one) => mayHost(one, request)).map(({ id }) => id));
  const officials = calendars.filter(
    ({ id, resource }) => resource.kind === 'official' && hosts.has(id) && resource.topics?.includes(request.topic),
  );
  const interpreters = calendars.filter(({ resource }) => resource.kind === 'interpreter');
  const starts: PossibleStarts['starts'] = [];
  for (let start = Math.ceil(from / gridMs) * gridMs; start <= last; start += gridMs) {
    const claim = { start, end: start + request.durationMs, bufferMs };
    const free = (some: readonly Calendar[]) => some.filter((one) => one.isFree(claim));
    const roomsFree = free(rooms);
    if (!enoughRooms(request, roomsFree)) continue;
    const officialsFree = free(officials);
    if (officialsFree.length === 0 || !allSpoken(request, free(interpreters))) continue;
    starts.push({
      startsAt: new Date(start).toISOString(),
      officialIds: officialsFree.map(({ id }) => id),
      roomIds: roomsFree.map(({ id }) => id),
    });
  }
  return starts;
}

const enoughRooms = ({ stationIds }: PlanRequest, rooms: readonly Calendar[]): boolean =>
  stationIds.every(
    (station) =>
      rooms.filter(({ resource }) => resource.stationId === station).length >=
      stationIds.filter((one) => one === station).length,
  );

/** One interpreter for each language, no person twice. */
function allSpoken({ interpreterLanguages = [] }: PlanRequest, interpreters: readonly Calendar[]): boolean {
  const place = (index: number, taken: ReadonlySet<string>): boolean => {
    const language = interpreterLanguages[index];
    if (language === undefined) return true;
    return interpreters.some(
      ({ id, resource }) =>
        !taken.has(id) && resource.languages?.includes(language) && place(index + 1, new Set([...taken, id])),
    );
  };
  return place(0, new Set());
}
