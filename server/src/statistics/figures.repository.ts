import type { Figure, FigureName } from '@contracts/http/statistics';
import { ratio } from '@domain/statistics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BY_STATION, BY_TOPIC, BY_WEEK, JUDGED, RECEPTIONS, WAITING } from './judged.sql';

/** Which requests are counted, seen from which moment. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly stationId: string | null;
  readonly now: Date;
  readonly timeZone: string;
}

export interface StationRow {
  readonly id: string;
  readonly name: string;
  readonly requests: number;
  readonly notice_ratio: number | null;
  readonly satisfied_ratio: number | null;
  readonly satisfied_n: number;
}

/** Reads figures; writes nothing. */
@Injectable()
export class FiguresRepository {
  async findJudged(manager: EntityManager, period: Period): Promise<Map<FigureName, Figure>> {
    const rows: { name: FigureName; yes: number; no: number; open: number; excluded: number }[] = await manager.query(
      JUDGED,
      parameters(period, JUDGED),
    );
    return new Map(
      rows.map(({ name, yes, no, open, excluded }) => [
        name,
        { name, numerator: yes, denominator: yes + no, ratio: ratio(yes, yes + no), inProgress: open, excluded },
      ]),
    );
  }

  async countReceptions(manager: EntityManager, period: Period): Promise<{ requests: number; receptions: number }> {
    const rows: { requests: number; receptions: number }[] = await manager.query(
      RECEPTIONS,
      parameters(period, RECEPTIONS),
    );
    return rows[0] ?? { requests: 0, receptions: 0 };
  }

  async findWaiting(
    manager: EntityManager,
    period: Period,
  ): Promise<{ n: number; median: number | null; p90: number | null; mean: number | null }> {
    const rows: { n: number; median: number | null; p90: number | null; mean: number | null }[] = await manager.query(
      WAITING,
      parameters(period, WAITING),
    );
    return rows[0] ?? { n: 0, median: null, p90: null, mean: null };
  }

  findTopics(manager: EntityManager, period: Period): Promise<{ topic: string; n: number }[]> {
    return manager.query(BY_TOPIC, parameters(period, BY_TOPIC));
  }

  findWeeks(
    manager: EntityManager,
    period: Period,
  ): Promise<{ week_of: string; requests: number; notice_ratio: number | null }[]> {
    return manager.query(BY_WEEK, parameters(period, BY_WEEK));
  }

  findStations(manager: EntityManager, period: Period): Promise<StationRow[]> {
    return manager.query(BY_STATION, parameters(period, BY_STATION));
  }
}

/** PostgreSQL wants as many parameters as the statement names; they are numbered alike everywhere. */
function parameters({ from, to, stationId, now, timeZone }: Period, statement: string): unknown[] {
  return [from, to, stationId, now, timeZone].filter(
    (_value, index) => index < 3 || statement.includes(`$${index + 1}`),
  );
}
