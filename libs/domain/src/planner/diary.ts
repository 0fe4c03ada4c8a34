import type { Appointment, Calendar, Placement } from './appointment';

interface Entry {
  readonly appointment: Appointment;
  readonly before: Placement | null;
}

/** Every placement goes through here, so that a rearrangement that leads nowhere can be taken back whole. */
export class Diary {
  private readonly journal: Entry[] = [];

  /** Moves an appointment to a placement, or lifts it out of the diary. Precondition: the placement is free. */
  put(appointment: Appointment, placement: Placement | null): void {
    this.journal.push({ appointment, before: appointment.placement });
    change(appointment, placement);
  }

  mark(): number {
    return this.journal.length;
  }

  /** Whatever was put since then, with where it had been. */
  since(mark: number): Map<Appointment, Placement | null> {
    const before = new Map<Appointment, Placement | null>();
    for (const entry of this.journal.slice(mark)) {
      if (!before.has(entry.appointment)) before.set(entry.appointment, entry.before);
    }
    return before;
  }

  rollBack(mark: number): void {
    while (this.journal.length > mark) {
      const { appointment, before } = this.journal.pop()!;
      change(appointment, before);
    }
  }
}

function change(appointment: Appointment, placement: Placement | null): void {
  const before = appointment.placement;
  if (before) for (const calendar of everyCalendar(before)) calendar.release(before, appointment);
  if (placement) for (const calendar of everyCalendar(placement)) calendar.hold(placement, appointment);
  appointment.placement = placement;
}

/** Room, official and interpreter alike. */
export const everyCalendar = (placement: Placement): Calendar[] => [
  placement.official,
  ...placement.rooms,
  ...placement.interpreters,
];
