import type { Interval } from '../interval';
import type { MovableAppointment, NoSlotReason, PlanMove, PlanOptions, PlanResource, Slot } from './types';

/** A room (or the device or line in it), an official or an interpreter that is gone for a while. */
export interface Dropout {
  readonly resourceId: string;
  readonly during: Interval;
}

/** Where a station is, either by coordinates or by the road to others in kilometres. */
export interface StationPlace {
  readonly id: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** Road distances, by station id; where given, they are used rather than the crow's flight. */
  readonly km?: Readonly<Record<string, number>>;
}

export interface ReplanInput extends PlanOptions {
  /** Every resource that may be used; `free` as though nothing had dropped out and none of `appointments` were there. */
  readonly resources: readonly PlanResource[];
  /**
   * Everything booked that the dropouts may hit or that may change official for it, confirmed ones too.
   * The request of each says from when (`earliest`) to when (`deadline`) it could be held instead.
   */
  readonly appointments: readonly MovableAppointment[];
  readonly dropouts: readonly Dropout[];
  /** Without places no other station is proposed. */
  readonly stations?: readonly StationPlace[];
  /** How far residents may be sent to another station. Default 30 km. */
  readonly maxKm?: number;
}

/** A party that would go to another station: "station B is 6 km away and free at 10:30". */
export interface Detour {
  readonly fromStationId: string;
  readonly toStationId: string;
  readonly km: number;
}

/**
 * What is proposed for an appointment that was hit, least disturbing first:
 * `official` (same time and rooms), `room` (same time, another room of the same station), `station`
 * (same time, `detours` says where), `time` (another start; with `detours` where it is elsewhere too).
 */
export interface Substitution {
  readonly kind: 'official' | 'room' | 'station' | 'time';
  readonly requestId: string;
  readonly from: Slot;
  readonly to: Slot;
  readonly detours: readonly Detour[];
}

/** An appointment that was hit and for which there is nothing within its deadline. */
export interface Unhelped {
  readonly kind: 'none';
  readonly requestId: string;
  readonly from: Slot;
  readonly reason: NoSlotReason;
  readonly nextStart: number | null;
}

export interface ReplanResult {
  /** One for each appointment that was hit, in order of time, then of request id. */
  readonly proposals: readonly (Substitution | Unhelped)[];
  /** Appointments not hit that change their official so that others can be helped. Nobody else is touched. */
  readonly moves: readonly PlanMove[];
}
