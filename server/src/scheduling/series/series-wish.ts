import { instantAt } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Stations } from '../../identity/stations';
import type { RequestRecord } from '../../requests/request-reader';
import type { AssignmentWish } from '../assignment.service';
import { SeriesRepository } from './series.repository';

export interface NextOfSeries {
  /** The request, wishing for the day that was fixed. */
  readonly request: RequestRecord;
  readonly wish: Pick<AssignmentWish, 'officialId' | 'notBefore' | 'reason'>;
}

/** What was fixed for the next session of a series: the day, and the official who hosts them all. */
@Injectable()
export class SeriesWish {
  constructor(
    private readonly repository: SeriesRepository,
    private readonly stations: Stations,
  ) {}

  /** Null when no series goes on. A day that has passed is caught up on as soon as may be. */
  async find(manager: EntityManager, request: RequestRecord): Promise<NextOfSeries | null> {
    const next = await this.repository.findNext(manager, request.id);
    if (!next) return null;
    const { timeZone } = await this.stations.getBureau(manager);
    return {
      request: { ...request, preferredTimes: [{ on: next.on, part: 'any' }] },
      wish: {
        officialId: next.officialId,
        notBefore: new Date(instantAt(next.on, '00:00', timeZone)),
        reason: { code: 'series', params: { position: next.position } },
      },
    };
  }
}
