import type { bureauCancel } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { DomainError, invariant } from '@domain/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Idempotency, type Repeatable } from '../../common/idempotency';
import { Notices } from '../../notices/notices.service';
import { RequestReader } from '../../requests/request-reader';
import { RequestStates } from '../../requests/request-states';
import { Webhooks } from '../../webhooks/webhooks';
import { Bookings } from '../bookings';
import { RequestPresenter } from '../request.presenter';
import { RequestViewRepository } from '../request-view.repository';
import { mayPlace, readable } from '../scheduling.policy';
import { FreedNews } from './freed-news';

/** The bureau takes a matter back, and says why. */
@Injectable()
export class BureauCancelService {
  constructor(
    private readonly source: DataSource,
    private readonly idempotency: Idempotency,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly bookings: Bookings,
    private readonly notices: Notices,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly freed: FreedNews,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * CANCELLED_BY_BUREAU: the time is free, and every party is told with the reason. For schedulers, the duty
   * leader, and whoever invited the resident. Throws STALE_VERSION, STATE_FORBIDS (a talk that goes on is
   * ended by its host); then nothing changed.
   */
  async cancel(
    actor: Actor,
    requestId: string,
    input: z.output<typeof bureauCancel>,
    repeatable: Repeatable,
  ): Promise<RequestView> {
    const staff = requireStaff(actor);
    const row = readable(actor, await this.views.find(this.source.manager, requestId));
    if (!mayPlace(staff) && !(row.direction === 'bureauToResident' && row.hostId === staff.id))
      throw new DomainError('NOT_ALLOWED');
    const view = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, () => this.write(manager, actor, requestId, input)),
    );
    await this.freed.tell([requestId], 'cancelled');
    return view;
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    requestId: string,
    input: z.output<typeof bureauCancel>,
  ): Promise<RequestView> {
    const { state } = await this.requests.getLocked(manager, requestId);
    const live = await this.bookings.findLive(manager, requestId);
    if (live?.state === 'inSession') throw new DomainError('STATE_FORBIDS', { from: state, to: 'CANCELLED_BY_BUREAU' });
    await this.states.cancelByBureau(manager, requestId, input);
    if (live) await this.bookings.cancel(manager, live.id);
    await this.notices.cancelPending(manager, requestId);
    if (live) await this.webhooks.write(manager, { event: 'appointment.cancelled', requestId, appointmentId: live.id });
    const at = this.clock.now();
    const appointmentId = live?.id ?? null;
    await this.notices.tellAll(manager, { requestId, appointmentId, kind: 'cancelled', at });
    await this.audit.write(manager, actor, {
      action: 'request.cancel',
      subjectKind: 'request',
      subjectId: requestId,
      detail: { from: state, appointmentId },
    });
    const row = await this.views.find(manager, requestId);
    invariant(row, 'what was cancelled can be read');
    return this.presenter.present(row, actor);
  }
}
