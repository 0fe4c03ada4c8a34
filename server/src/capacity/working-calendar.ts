import type { CalendarDay } from '@domain/calendar';
import { addDays, localDate, type Day } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarDaysRepository } from './calendar-days.repository';
import { statutoryDaysBetween } from './statutory-days';

export interface EffectiveDay extends CalendarDay {
  readonly source: 'statutory' | 'override';
  /** The arrangement of its year is not published: only days fixed by law are known. */
  readonly provisional: boolean;
}

/** Public holidays and make-up days that hold: the statutory ones, and the bureau's overrides above them. */
@Injectable()
export class WorkingCalendar {
  constructor(private readonly repository: CalendarDaysRepository) {}

  /** From the first day to the last, both included, in order; also days that an override made ordinary. */
  async between(manager: EntityManager, first: Day, last: Day): Promise<EffectiveDay[]> {
    const overrides = await this.repository.overrides(manager, first, last);
    const days = new Map<Day, EffectiveDay>();
    for (const one of statutoryDaysBetween(first, last)) days.set(one.day, { ...one, source: 'statutory' });
    for (const one of overrides) days.set(one.day, { ...one, source: 'override', provisional: false });
    return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** The days that touch a span of time, in any zone. */
  around(manager: EntityManager, from: Date, to: Date): Promise<EffectiveDay[]> {
    return this.between(
      manager,
      addDays(localDate(from.getTime(), 'UTC'), -1),
      addDays(localDate(to.getTime(), 'UTC'), 1),
    );
  }
}
