import type { Forecast } from '@contracts/http/replan';
import { findCalendarDay, isWorkingDay } from '@domain/calendar';
import { MINUTE_MS, addDays, localDate, weekdayOf } from '@domain/local-time';
import { topicRule } from '@domain/topic';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Availability } from '../../capacity/availability';
import { Clock } from '../../common/clock';
import { PlanningGround, type GroundTerms } from '../planning-ground';
import { dayOf, minutesOf } from './board-days';
import { BoardRepository } from './board.repository';

/** What came on the same weekday is looked up this far back. */
const WEEKS = 8;

/** 容量预测: what the days ahead can hold, what they hold already, and what usually comes. Six queries. */
@Injectable()
export class ForecastReader {
  constructor(
    private readonly source: DataSource,
    private readonly repository: BoardRepository,
    private readonly availability: Availability,
    private readonly ground: PlanningGround,
    private readonly clock: Clock,
  ) {}

  /** From today, `days` of them. */
  async read(days: number): Promise<Forecast> {
    const { manager } = this.source;
    const now = this.clock.now();
    const terms = await this.ground.terms(manager);
    const { timeZone } = terms;
    const today = localDate(now.getTime(), timeZone);
    const window = dayOf(today, timeZone, days);
    const rooms = await this.repository.rooms(manager, null);
    const officials = await this.repository.officials(manager);
    const times = await this.availability.read(manager, {
      resourceIds: [...rooms, ...officials].map(({ id }) => id),
      window,
      timeZone,
    });
    const calendar = await this.availability.calendar(manager, new Date(window.start), new Date(window.end));
    const usual = await this.usual(manager, terms, today);
    const branches = [...new Set(officials.map(({ branch }) => branch))].filter((branch) => branch !== null);
    return {
      now: now.toISOString(),
      days: Array.from({ length: days }, (_, index) => {
        const on = addDays(today, index);
        const day = dayOf(on, timeZone);
        const working = isWorkingDay(on, calendar);
        const open = minutesOf(rooms, times, day, 'open');
        return {
          on,
          working,
          label: findCalendarDay(on, calendar)?.name ?? null,
          branches: branches.map((branch) => {
            const own = officials.filter((one) => one.branch === branch);
            const openMinutes = minutesOf(own, times, day, 'open');
            return {
              branch,
              openMinutes: Math.round(openMinutes),
              bookedMinutes: Math.round(openMinutes - minutesOf(own, times, day, 'free')),
              expectedMinutes: Math.round((usual.get(`${weekdayOf(on)} ${branch}`) ?? 0) / WEEKS),
            };
          }),
          roomsOpenMinutes: Math.round(open),
          roomsBookedMinutes: Math.round(open - minutesOf(rooms, times, day, 'free')),
        };
      }),
    };
  }

  /** Minutes asked for on each weekday of the last eight weeks, summed up by weekday and by a topic's first branch. */
  private async usual(
    manager: EntityManager,
    { timeZone, rules }: GroundTerms,
    today: string,
  ): Promise<ReadonlyMap<string, number>> {
    const { start: to } = dayOf(today, timeZone);
    const { start: from } = dayOf(addDays(today, -7 * WEEKS), timeZone);
    const rows = await this.repository.asked(manager, { start: from, end: to }, timeZone);
    const minutes = new Map<string, number>();
    for (const { weekday, topic, count } of rows) {
      const key = `${weekday} ${topicRule(topic).branches[0] ?? ''}`;
      minutes.set(key, (minutes.get(key) ?? 0) + (count * rules.durationMs(topic)) / MINUTE_MS);
    }
    return minutes;
  }
}
