import { DomainError } from '@domain/errors';
import { addDays, instantAt } from '@domain/local-time';
import { rankStations } from '@domain/statistics';
import { FIGURES, type Figure, type Figures } from '@contracts/http/statistics';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireStaff, type Actor } from '../common/actor';
import { Clock } from '../common/clock';
import { Stations } from '../identity/stations';
import { FiguresRepository, type Period, type StationRow } from './figures.repository';
import { maySeeFigures } from './statistics.policy';

export interface FiguresQuery {
  /** Days of the bureau, both included. */
  readonly from: string;
  readonly to: string;
  readonly stationId?: string | undefined;
}

/** The figures of a period, by the formulas of the domain brief. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly source: DataSource,
    private readonly figures: FiguresRepository,
    private readonly stations: Stations,
    private readonly clock: Clock,
  ) {}

  /** Refuses with NOT_ALLOWED who may not see them, with INPUT_INVALID a period that ends before it begins. */
  async read(actor: Actor, query: FiguresQuery): Promise<Figures> {
    const staff = requireStaff(actor);
    const stationId = query.stationId ?? (staff.role === 'stationClerk' ? staff.stationId : null);
    if (!maySeeFigures(staff, stationId)) throw new DomainError('NOT_ALLOWED');
    if (query.from > query.to) throw new DomainError('INPUT_INVALID', { field: 'to' });
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      const { timeZone } = await this.stations.getBureau(manager);
      const period: Period = {
        from: new Date(instantAt(query.from, '00:00', timeZone)),
        to: new Date(instantAt(addDays(query.to, 1), '00:00', timeZone)),
        stationId,
        now: this.clock.now(),
        timeZone,
      };
      const { requests, receptions } = await this.figures.countReceptions(manager, period);
      const judged = await this.figures.findJudged(manager, period);
      const wait = await this.figures.findWaiting(manager, period);
      const rows = FIGURES.map((name): Figure =>
        name === 'receptions' ? countOnly(receptions) : (judged.get(name) ?? nothing(name)),
      );
      return {
        from: query.from,
        to: query.to,
        requests,
        figures: rows,
        waiting: { n: wait.n, medianMinutes: wait.median, p90Minutes: wait.p90, meanMinutes: wait.mean },
        byTopic: await this.figures.findTopics(manager, period),
        byWeek: (await this.figures.findWeeks(manager, period)).map((week) => ({
          weekOf: week.week_of,
          requests: week.requests,
          noticeRatio: week.notice_ratio,
        })),
        stations: ranked(await this.figures.findStations(manager, period)),
      };
    });
  }
}

const countOnly = (numerator: number): Figure => ({
  name: 'receptions',
  numerator,
  denominator: null,
  ratio: null,
  inProgress: 0,
  excluded: 0,
});
const nothing = (name: Figure['name']): Figure => ({
  name,
  numerator: 0,
  denominator: 0,
  ratio: null,
  inProgress: 0,
  excluded: 0,
});

function ranked(rows: StationRow[]): Figures['stations'] {
  const ranks = rankStations(rows.map((row) => ({ n: row.satisfied_n, ratio: row.satisfied_ratio })));
  return rows.map((row, index) => ({
    stationId: row.id,
    stationName: row.name,
    requests: row.requests,
    noticeRatio: row.notice_ratio,
    satisfiedRatio: row.satisfied_ratio,
    satisfiedN: row.satisfied_n,
    rank: ranks[index] ?? null,
  }));
}
