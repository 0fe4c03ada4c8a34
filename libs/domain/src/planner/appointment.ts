import type { Pool } from './free-board';
import type { Claim, ResourceCalendar } from './resource-calendar';
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
  /** The same officials, indexed; null where they are few. */
  readonly pool: Pool | null;
  /** One for each language. */
  readonly interpreters: readonly (Group & { readonly language: string })[];
  /** Kept free on either side. */
  readonly bufferMs: number;
}

/** Where and with whom an appointment is, at the moment. */
export interface Placement extends Claim {
  readonly official: Calendar;
  readonly rooms: readonly Calendar[];
  readonly interpreters: readonly Calendar[];
}

/** What an appointment that exists already allows. */
export interface Freedom {
  /** Where it was when the plan began. */
  readonly at: Placement;
  /** Whether its residents know. */
  readonly told: boolean;
  /** Whether its time may change at all; its official always may. */
  readonly mayMove: boolean;
}

/** A request on its way through the plan. Only the diary changes `placement`. */
export class Appointment<Before extends Freedom | null = Freedom | null> {
  placement: Placement | null = null;

  constructor(
    readonly request: PlanRequest,
    readonly needs: Needs,
    /** Null for a request of this plan. */
    readonly before: Before,
  ) {}

  /** How many residents are disturbed by taking it from this placement to another time. */
  costOfLeaving(placement: Placement): number {
    if (!this.before) return 0;
    if (!this.before.mayMove) return Infinity;
    return this.before.told && this.before.at.start === placement.start ? 1 : 0;
  }
}

/** The placement in the words of the contract. */
export const toSlot = ({ start, end, official, rooms, interpreters }: Placement): Slot => ({
  start,
  end,
  officialId: official.id,
  roomIds: rooms.map((room) => room.id),
  interpreterIds: interpreters.map((interpreter) => interpreter.id),
});
