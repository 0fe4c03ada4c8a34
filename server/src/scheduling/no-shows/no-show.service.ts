import type { noShowInput } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { DomainError } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { SchedulingSettings } from '../../capacity/scheduling-settings';
import { requireStaff, type Actor, type StaffActor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { isOverlap } from '../../common/refusal';
import { Notices } from '../../notices/notices.service';
import { RequestReader, type RequestRecord } from '../../requests/request-reader';
import { RequestStates } from '../../requests/request-states';
import { Webhooks } from '../../webhooks/webhooks';
import { wantedOf } from '../assignment.service';
import type { AppointmentRecord } from '../booking.repository';
import { Bookings } from '../bookings';
import { FreedNews } from '../changes/freed-news';
import { KeptOfficialRepository } from '../changes/kept-official.repository';
import { PlanningTurns } from '../planning-turns';
import { Proposals } from '../proposals';
import { RequestNews } from '../request-news';
import { RequestPresenter } from '../request.presenter';
import { RequestViewRepository } from '../request-view.repository';
import { ResourceRepository } from '../resource.repository';
import { readable, scopeOf } from '../scheduling.policy';
import { mayMarkNoShow } from './no-show.policy';
import { NoShowRepository, type MissedAppointment } from './no-show.repository';

type Marking = z.output<typeof noShowInput>;

/** 爽约: somebody did not come. A person says so, never the clock alone, and can take it back. */
@Injectable()
export class NoShowService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly turns: PlanningTurns,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly bookings: Bookings,
    private readonly resources: ResourceRepository,
    private readonly proposals: Proposals,
    private readonly kept: KeptOfficialRepository,
    private readonly repository: NoShowRepository,
    private readonly settings: SchedulingSettings,
    private readonly notices: Notices,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly news: RequestNews,
    private readonly freed: FreedNews,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * NO_SHOW: what is left of the time is free, and the resident is told how to book anew. Refused with
   * NO_SHOW_TOO_EARLY (`startsAt`, `from`) before the time of grace is over, HAS_ARRIVED when somebody of the
   * party checked in, STALE_VERSION, STATE_FORBIDS; then nothing changed.
   */
  async mark(actor: Actor, requestId: string, input: Marking, repeatable: Repeatable): Promise<RequestView> {
    const staff = await this.permitted(actor, requestId);
    const view = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        const request = await this.lock(manager, requestId, input.version);
        const live = await this.bookings.findLive(manager, requestId);
        await this.check(manager, request, live);
        if (live) await this.write(manager, staff, request, live, input.reason);
        return this.view(manager, actor, requestId);
      }),
    );
    await this.freed.tell([requestId], 'noShow');
    return view;
  }

  /**
   * They came after all. While the talk's time lasts and nobody has taken it, everything is as it was;
   * otherwise the request waits for another time, with the next one that could be had. Throws STALE_VERSION,
   * STATE_FORBIDS.
   */
  async undo(actor: Actor, requestId: string, input: Marking, repeatable: Repeatable): Promise<RequestView> {
    const staff = await this.permitted(actor, requestId);
    const view = await this.turns.queue(() =>
      this.source.transaction((manager) =>
        this.idempotency.once(manager, repeatable, async () => {
          const request = await this.lock(manager, requestId, input.version);
          const missed = await this.repository.findLast(manager, requestId);
          if (!missed || request.state !== 'NO_SHOW')
            throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'NOTIFIED' });
          const restored = await this.takeUp(manager, missed);
          if (restored) await this.states.undoNoShow(manager, requestId, missed.stateBefore, input.version);
          else await this.offerAnother(manager, request, missed, input.version);
          await this.notices.cancelledByMistake(manager, requestId, missed.id);
          await this.audit.write(manager, staff, {
            action: 'appointment.noShowUndo',
            subjectKind: 'appointment',
            subjectId: missed.id,
            detail: { requestId, restored },
          });
          return this.view(manager, actor, requestId);
        }),
      ),
    );
    await this.news.tell([requestId], 'noShowUndone');
    return view;
  }

  private async permitted(actor: Actor, requestId: string): Promise<StaffActor> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const row = await this.views.find(manager, requestId);
    const missed = row ? await this.repository.findLast(manager, requestId) : null;
    const ownMissed = missed !== null && (await this.repository.isHost(manager, missed.id, staff.id));
    if (!row || !(ownMissed || readable(actor, row))) throw new DomainError('NOT_YOURS');
    if (!ownMissed && !mayMarkNoShow(staff, scopeOf(row), row.hostId)) throw new DomainError('NOT_ALLOWED');
    return staff;
  }

  private async lock(manager: EntityManager, requestId: string, version: number): Promise<RequestRecord> {
    const request = await this.requests.getLocked(manager, requestId);
    if (request.version !== version) throw new DomainError('STALE_VERSION', { version: request.version });
    return request;
  }

  private async check(manager: EntityManager, request: RequestRecord, live: AppointmentRecord | null): Promise<void> {
    if (live && (await this.repository.hasArrivals(manager, request.id))) throw new DomainError('HAS_ARRIVED');
    if (live?.state !== 'booked') throw new DomainError('STATE_FORBIDS', { from: request.state, to: 'NO_SHOW' });
    const { noShowGraceMs } = await this.settings.read(manager);
    const from = new Date(live.startsAt.getTime() + noShowGraceMs);
    if (this.clock.now() < from)
      throw new DomainError('NO_SHOW_TOO_EARLY', { startsAt: live.startsAt.toISOString(), from: from.toISOString() });
  }

  private async write(
    manager: EntityManager,
    staff: StaffActor,
    request: RequestRecord,
    live: AppointmentRecord,
    reason: string,
  ): Promise<void> {
    const at = this.clock.now();
    await this.states.move(manager, request.id, 'NO_SHOW', { expectedVersion: request.version });
    const marked = { at, by: staff.id, reason, stateBefore: request.state };
    if (!(await this.repository.mark(manager, live.id, marked))) throw new DomainError('STALE_VERSION');
    await this.bookings.cancel(manager, live.id);
    await this.notices.cancelPending(manager, request.id);
    await this.notices.tellAll(manager, { requestId: request.id, appointmentId: live.id, kind: 'cancelled', at });
    await this.webhooks.write(manager, { event: 'appointment.noShow', requestId: request.id, appointmentId: live.id });
    await this.audit.write(manager, staff, {
      action: 'appointment.noShow',
      subjectKind: 'appointment',
      subjectId: live.id,
      detail: { requestId: request.id, from: request.state },
    });
  }

  /** True when the appointment is booked again; false when its time is over or somebody else has it by now. */
  private async takeUp(manager: EntityManager, missed: MissedAppointment): Promise<boolean> {
    const now = this.clock.now();
    if (now < missed.endsAt) {
      try {
        await manager.transaction(async (step) => {
          await this.resources.hold(step, missed.resourceIds);
          await this.bookings.dropExpiredHolds(step, missed.resourceIds, {
            start: now.getTime(),
            end: missed.endsAt.getTime(),
          });
          await this.repository.takeUp(step, missed.id);
        });
        return true;
      } catch (error) {
        if (!isOverlap(error)) throw error;
      }
    }
    await this.repository.clear(manager, missed.id);
    return false;
  }

  private async offerAnother(
    manager: EntityManager,
    request: RequestRecord,
    missed: MissedAppointment,
    version: number,
  ): Promise<void> {
    const parties = await this.requests.parties(manager, request.id);
    const officialId = await this.kept.find(manager, request.id);
    const now = this.clock.now().getTime();
    const { minimumNoticeMs } = await this.settings.read(manager);
    const [next] = await this.proposals.offers(manager, wantedOf(request, parties), now + minimumNoticeMs, 1, {
      officialId,
    });
    const nextStartsAt = next ? new Date(next.start).toISOString() : null;
    await this.states.undoNoShow(
      manager,
      request.id,
      { code: 'dropped', params: { appointmentId: missed.id }, nextStartsAt },
      version,
    );
  }

  private async view(manager: EntityManager, actor: Actor, requestId: string): Promise<RequestView> {
    const row = await this.views.find(manager, requestId);
    if (!row) throw new DomainError('NOT_FOUND');
    return this.presenter.present(row, actor);
  }
}
