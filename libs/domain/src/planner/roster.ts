import { ResourceCalendar } from './resource-calendar';
import { invariant } from '../errors';
import type { Appointment, Calendar, Needs, Placement } from './appointment';
import { FreeBoard, Pool, WORTH_A_BOARD } from './free-board';
import type { MovableAppointment, PlanRequest, PlanResource } from './types';

/** Every resource of the plan, found by what it is needed for. Lists are in order of id, whatever the input's. */
export class Roster {
  private readonly byId = new Map<string, Calendar>();
  private readonly rooms = new Map<string, Calendar[]>();
  private readonly pools = new Map<string, Pool>();
  private readonly broken = new Map<string, number>();
  private readonly officials = new Map<string, Calendar[]>();
  private readonly interpreters = new Map<string, Calendar[]>();

  constructor(
    resources: readonly PlanResource[],
    readonly gridMs: number,
    readonly bufferMs: number,
  ) {
    invariant(gridMs > 0 && bufferMs >= 0, 'the grid is a length of time, and the buffer is not negative');
    for (const resource of [...resources].sort((a, b) => compareText(a.id, b.id))) {
      const calendar: Calendar = new ResourceCalendar<Appointment>(resource, gridMs, bufferMs);
      this.byId.set(resource.id, calendar);
      if (resource.kind === 'room' && resource.stationId) {
        if (resource.outOfOrder) this.broken.set(resource.stationId, this.brokenRoomsAt(resource.stationId) + 1);
        else add(this.rooms, resource.stationId, calendar);
      }
      if (resource.kind === 'official') for (const topic of resource.topics ?? []) add(this.officials, topic, calendar);
      if (resource.kind === 'interpreter') {
        for (const language of resource.languages ?? []) add(this.interpreters, language, calendar);
      }
    }
  }

  /** Indexes who is free, where there are many: worth its while when much is asked of this span of starts. */
  indexOfficials(from: number, until: number): void {
    const many = [...this.officials].filter(([, officials]) => officials.length >= WORTH_A_BOARD);
    if (many.length === 0) return;
    const first = Math.floor(from / this.gridMs) * this.gridMs;
    const board = new FreeBoard([...new Set(many.flatMap(([, officials]) => officials))], first, until, this.gridMs);
    for (const [topic, officials] of many) this.pools.set(topic, new Pool(board, officials));
  }

  needsOf(request: PlanRequest): Needs {
    const excludedStations = new Set(request.excludedStationIds);
    const all = this.officialsFor(request.topic);
    const officials = isChoosy(request) ? all.filter((one) => mayHost(one, request, excludedStations)) : all;
    return {
      bufferMs: request.bufferMs ?? this.bufferMs,
      rooms: countEach(request.stationIds).map(([stationId, count]) => ({
        stationId,
        count,
        calendars: excludedStations.has(stationId) ? [] : this.workingRoomsAt(stationId),
      })),
      officials,
      pool: officials === all ? (this.pools.get(request.topic) ?? null) : null,
      interpreters: countEach(request.interpreterLanguages ?? []).map(([language, count]) => ({
        language,
        count,
        calendars: this.interpreters.get(language) ?? [],
      })),
    };
  }

  workingRoomsAt(stationId: string): readonly Calendar[] {
    return this.rooms.get(stationId) ?? [];
  }

  /** Rooms at this station in which nothing is placed, because something in them is broken. */
  brokenRoomsAt(stationId: string): number {
    return this.broken.get(stationId) ?? 0;
  }

  officialsFor(topic: string): readonly Calendar[] {
    return this.officials.get(topic) ?? [];
  }

  /** Precondition: the resources that a movable appointment holds are among those of the plan. */
  placementOf(held: MovableAppointment): Placement {
    return {
      start: held.start,
      end: held.start + held.request.durationMs,
      bufferMs: held.request.bufferMs ?? this.bufferMs,
      official: this.get(held.officialId),
      rooms: held.roomIds.map((id) => this.get(id)),
      interpreters: held.interpreterIds.map((id) => this.get(id)),
    };
  }

  private get(id: string): Calendar {
    const calendar = this.byId.get(id);
    invariant(calendar, `a movable appointment holds ${id}, which is not among the resources`);
    return calendar;
  }
}

/** The order of code units: the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isChoosy = ({ excludedOfficialIds = [], excludedStationIds = [], officialRequired }: PlanRequest): boolean =>
  excludedOfficialIds.length > 0 || excludedStationIds.length > 0 || !!officialRequired;

/** Hard rules about who may host: recusal, complaints, and who must go on with an adjourned talk. */
function mayHost({ id, resource }: Calendar, request: PlanRequest, excludedStations: ReadonlySet<string>): boolean {
  if (request.excludedOfficialIds?.includes(id)) return false;
  if (resource.stationId && excludedStations.has(resource.stationId)) return false;
  return !request.officialRequired || id === request.preferredOfficialId;
}

function add(index: Map<string, Calendar[]>, key: string, calendar: Calendar): void {
  const list = index.get(key);
  if (list) list.push(calendar);
  else index.set(key, [calendar]);
}

function countEach(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}
