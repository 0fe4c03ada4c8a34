import type { seriesInput, SeriesView } from '@contracts/http/booking-life';
import { DomainError } from '@domain/errors';
import { localDate } from '@domain/local-time';
import { canMove } from '@domain/request-machine';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestReader } from '../../requests/request-reader';
import { PlacementService } from '../placement.service';
import { PlanningTurns } from '../planning-turns';
import { RequestNews } from '../request-news';
import { RequestViewRepository } from '../request-view.repository';
import { mayPlace, readable } from '../scheduling.policy';
import { SeriesRepository, type SeriesRow } from './series.repository';

/** Further sessions of one matter on days fixed beforehand, all with the same official. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly source: DataSource,
    private readonly turns: PlanningTurns,
    private readonly repository: SeriesRepository,
    private readonly placement: PlacementService,
    private readonly requests: RequestReader,
    private readonly views: RequestViewRepository,
    private readonly stations: Stations,
    private readonly jobs: NoticeJobs,
    private readonly news: RequestNews,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async read(actor: Actor, requestId: string): Promise<SeriesView> {
    readable(actor, await this.views.find(this.source.manager, requestId));
    return present(requestId, await this.repository.list(this.source.manager, requestId));
  }

  /**
   * Fixes the days of the sessions to come, for the host and for those who plan. Each is booked when the one
   * before it has ended; the first at once where a session is owed already. Throws STALE_VERSION, TIME_PAST,
   * INPUT_INVALID (days out of order), STATE_FORBIDS where nobody hosts the matter yet.
   */
  async fix(actor: Actor, requestId: string, input: z.output<typeof seriesInput>): Promise<SeriesView> {
    const staff = requireStaff(actor);
    const row = readable(actor, await this.views.find(this.source.manager, requestId));
    if (!mayPlace(staff) && row.hostId !== staff.id) throw new DomainError('NOT_ALLOWED');
    await this.checkDates(input.dates);
    const booked = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        const request = await this.requests.getLocked(manager, requestId);
        if (request.version !== input.version) throw new DomainError('STALE_VERSION', { version: request.version });
        const { officialId, next, live } = await this.repository.rounds(manager, requestId);
        const open = live || canMove(request.state, 'SCHEDULED');
        if (!officialId || !open) throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'SCHEDULED' });
        const series = { from: next, dates: input.dates, officialId, by: staff.id, at: this.clock.now() };
        await this.repository.replace(manager, requestId, series);
        await this.audit.write(manager, actor, {
          action: 'series.fix',
          subjectKind: 'request',
          subjectId: requestId,
          detail: { dates: input.dates.join(), officialId },
        });
        return request.unplaced?.code === 'nextSession' && !live ? this.bookNext(manager, actor, requestId) : null;
      }),
    );
    if (booked) this.jobs.hurry();
    await this.news.tell([requestId, ...(booked ?? [])], 'series.fixed');
    return present(requestId, await this.repository.list(this.source.manager, requestId));
  }

  /** A talk has ended and another is owed: if a day was fixed for it, it is booked. Call it after the commit. */
  async goOn(actor: Actor, requestId: string): Promise<void> {
    const booked = await this.turns.queue(() =>
      this.source.transaction(async (manager) => {
        const { unplaced } = await this.requests.getLocked(manager, requestId);
        const { live } = await this.repository.rounds(manager, requestId);
        const owed = unplaced?.code === 'nextSession' && !live;
        if (!owed || !(await this.repository.findNext(manager, requestId))) return null;
        return this.bookNext(manager, actor, requestId);
      }),
    );
    if (!booked) return;
    this.jobs.hurry();
    await this.news.tell([requestId, ...booked], 'placed');
  }

  private async bookNext(manager: EntityManager, actor: Actor, requestId: string): Promise<readonly string[]> {
    const made = await this.placement.planAgain(manager, actor, requestId);
    return made.kind === 'assigned' ? made.movedRequestIds : [];
  }

  private async checkDates(dates: readonly string[]): Promise<void> {
    const { timeZone } = await this.stations.getBureau(this.source.manager);
    const today = localDate(this.clock.now().getTime(), timeZone);
    if (dates.some((on) => on < today)) throw new DomainError('TIME_PAST');
    if (dates.some((on, index) => index > 0 && on <= (dates[index - 1] ?? '')))
      throw new DomainError('INPUT_INVALID', { field: 'dates' });
  }
}

const present = (requestId: string, rows: readonly SeriesRow[]): SeriesView => ({
  requestId,
  sessions: rows.map(({ position, on, appointmentId, startsAt }) => ({
    position,
    on,
    appointmentId,
    startsAt: startsAt?.toISOString() ?? null,
  })),
});
