import type { ResourceCalendar } from './resource-calendar';
import type { PlanRequest, Slot } from './types';

/** A resource as the plan sees it. */
export type Calendar = ResourceCalendar<Appointment>;

/** So many of these, at the same time. */
export interface Group {
  readonly calendars: readonly Calendar[];
  readonly count: number;
}

/** What a request needs, resolved to resources that could serve it. */
export interface Needs {
  /** One for each station. */
  readonly rooms: readonly (Group & { readonly stationId: string })[];
  readonly officials: readonly Calendar[];
  /** One for each language. */
  readonly interpreters: readonly (Group & { readonly language: string })[];
}

/** Where and with whom an appointment is, at the moment. */
export interface Placement {
  readonly start: number;
  readonly end: number;
  readonly official: Calendar;
  readonly rooms: readonly Calendar[];
  readonly interpreters: readonly Calendar[];
}

/** A request on its way through the plan. Only the diary changes `placement`. */
export class Appointment {
  placement: Placement | null = null;

  constructor(
    readonly request: PlanRequest,
    readonly needs: Needs,
    /** Where residents were told that it is; null for a request of this plan. */
    readonly told: Placement | null,
  ) {}
}

/** The placement in the words of the contract. */
export const toSlot = ({ start, end, official, rooms, interpreters }: Placement): Slot => ({
  start,
  end,
  officialId: official.id,
  roomIds: rooms.map((room) => room.id),
  interpreterIds: interpreters.map((interpreter) => interpreter.id),
});
