import type { CalendarDayView, CapacityChanged, putCalendar } from '@contracts/http/capacity';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../common/actor';
import { Audit } from '../common/audit';
import { Stations } from '../identity/stations';
import { BureauLockRepository } from './bureau-lock.repository';
import { CalendarDaysRepository } from './calendar-days.repository';
import { CapacityNews } from './capacity-news';
import { mayEditCapacity } from './capacity.policy';
import { ClashReader } from './clash-reader';
import { statutoryDaysBetween } from './statutory-days';
import { WorkingCalendar } from './working-calendar';

type Override = z.output<typeof putCalendar>['days'][number];

/** 节假日与调休: the statutory calendar, and what the bureau lays above it. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly source: DataSource,
    private readonly calendar: WorkingCalendar,
    private readonly repository: CalendarDaysRepository,
    private readonly lock: BureauLockRepository,
    private readonly stations: Stations,
    private readonly clashes: ClashReader,
    private readonly audit: Audit,
    private readonly news: CapacityNews,
  ) {}

  async read(year: number): Promise<CalendarDayView[]> {
    const days = await this.calendar.between(this.source.manager, `${year}-01-01`, `${year}-12-31`);
    return days.map(({ day, kind, name, worksAs, source, provisional }) => ({
      day,
      kind,
      name,
      worksAs: isWeekday(worksAs) ? worksAs : null,
      source,
      provisional,
    }));
  }

  /**
   * Lays these days above the statutory ones; a day that says what the statute says anyway is no longer
   * kept. Throws NOT_ALLOWED, and INPUT_INVALID for a day named twice or a holiday that works as a weekday.
   */
  async write(actor: Actor, days: readonly Override[]): Promise<CapacityChanged> {
    const staff = requireStaff(actor);
    if (!mayEditCapacity(staff)) throw new DomainError('NOT_ALLOWED');
    checkOverrides(days);
    const changed = await this.source.transaction(async (manager) => {
      const { id: bureauId } = await this.stations.getBureau(manager);
      await this.lock.take(manager, bureauId);
      await this.repository.replace(
        manager,
        bureauId,
        days.map(({ day }) => day),
        days.filter((one) => !isStatutory(one)),
      );
      await this.audit.write(manager, staff, {
        action: 'calendar.set',
        subjectKind: 'bureau',
        subjectId: bureauId,
        detail: { days: days.map(({ day, kind, worksAs }) => ({ day, kind, worksAs })) },
      });
      return { clashes: await this.clashes.count(manager) };
    });
    this.news.changed('capacity.calendar');
    return changed;
  }
}

function checkOverrides(days: readonly Override[]): void {
  const named = new Set<string>();
  days.forEach(({ day, kind, worksAs }, index) => {
    if (named.has(day)) throw new DomainError('INPUT_INVALID', { field: `days.${index}.day`, day });
    if (kind !== 'workday' && worksAs !== null) {
      throw new DomainError('INPUT_INVALID', { field: `days.${index}.worksAs`, day });
    }
    named.add(day);
  });
}

function isStatutory({ day, kind, name, worksAs }: Override): boolean {
  const [statutory] = statutoryDaysBetween(day, day);
  if (!statutory) return kind === 'ordinary';
  return statutory.kind === kind && statutory.name === name && (statutory.worksAs ?? null) === worksAs;
}

const isWeekday = (value: number | null | undefined): value is number => typeof value === 'number';
