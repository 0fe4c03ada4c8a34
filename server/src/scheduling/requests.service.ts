import type { NoticeView, spokenNotice } from '@contracts/http/notices';
import type { RequestPage, RequestView, requestQuery } from '@contracts/http/requests';
import { DomainError } from '@domain/errors';
import { FINAL_STATES } from '@domain/request-machine';
import { DAY_MS, instantAt, localDate } from '@domain/local-time';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { cursorOf, pageOf } from '../common/cursor';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { Stations } from '../identity/stations';
import { Notices } from '../notices/notices.service';
import { Slips } from '../notices/slip/slips';
import { mayServeParty, seesWholeCounty } from '../requests/requests.policy';
import { RequestNews } from './request-news';
import { RequestPresenter } from './request.presenter';
import type { RequestRow } from './request-row';
import { RequestViewRepository, type RequestFilter } from './request-view.repository';
import { maySeeDay, mayTell, readable, scopeOf } from './scheduling.policy';

type Query = z.output<typeof requestQuery>;
type Spoken = z.output<typeof spokenNotice>;

const DAY_LIMIT = 200;

/** Reading requests, and the paper and the words by which residents are told. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly source: DataSource,
    private readonly views: RequestViewRepository,
    private readonly presenter: RequestPresenter,
    private readonly stations: Stations,
    private readonly notices: Notices,
    private readonly slips: Slips,
    private readonly news: RequestNews,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async get(actor: Actor, id: string): Promise<RequestView> {
    return this.presenter.present(await this.readableRow(actor, id), actor);
  }

  /** The reader's own scope, newest first. A clerk who asks for another station gets NOT_YOURS. */
  async list(actor: Actor, query: Query): Promise<RequestPage> {
    const staff = requireStaff(actor);
    const rows = await this.views.list(this.source.manager, {
      ...scopeFilter(staff, query.stationId),
      state: query.state,
      search: query.search || undefined,
      after: cursorOf(query.cursor),
      limit: query.limit + 1,
      order: 'newest',
    });
    const { items, nextCursor } = pageOf(rows, query.limit, (row) => ({ at: row.registeredAt, id: row.id }));
    return { items: items.map((row) => this.presenter.present(row, actor)), nextCursor };
  }

  /** What happens at a station on a day, by time; for today also those who still wait for a time. */
  async day(actor: Actor, stationId: string, on: string | undefined): Promise<RequestView[]> {
    if (!maySeeDay(requireStaff(actor), stationId)) throw new DomainError('NOT_YOURS');
    const { manager } = this.source;
    const { timeZone } = await this.stations.getBureau(manager);
    const today = localDate(this.clock.now().getTime(), timeZone);
    const from = instantAt(on ?? today, '00:00', timeZone);
    const startsIn = { from: new Date(from), to: new Date(from + DAY_MS) };
    const booked = await this.views.list(manager, { stationId, startsIn, limit: DAY_LIMIT, order: 'start' });
    const waiting =
      (on ?? today) === today
        ? await this.views.list(manager, { stationId, unplaced: true, limit: DAY_LIMIT, order: 'promise' })
        : [];
    const shown = new Set(booked.map(({ id }) => id));
    return [...booked, ...waiting.filter(({ id }) => !shown.has(id))].map((row) => this.presenter.present(row, actor));
  }

  /** Prints a party's slip for its resident or a clerk who serves it; printing counts as telling. */
  async slip(actor: Actor, id: string, partyId: string | undefined, language: 'zh' | 'en'): Promise<Buffer> {
    const row = await this.views.find(this.source.manager, id);
    const party = row?.parties.find((one) => (partyId ? one.id === partyId : maySlip(actor, row, one)));
    if (!row || !party || !maySlip(actor, row, party)) throw new DomainError('NOT_YOURS');
    const pdf = await this.source.transaction(async (manager) => {
      await this.audit.write(manager, actor, { action: 'slip.print', subjectKind: 'party', subjectId: party.id });
      return this.slips.print(manager, party.id, row.appointmentId, language);
    });
    await this.news.tell([id], 'notified');
    return pdf;
  }

  /** A clerk sees what the own parties were told; those who see the whole county see all. */
  async listNotices(actor: Actor, id: string): Promise<NoticeView[]> {
    const staff = requireStaff(actor);
    const row = await this.readableRow(actor, id);
    const own = row.parties.filter(({ stationId }) => mayServeParty(staff, scopeOf(row), stationId));
    return this.notices.list(
      this.source.manager,
      id,
      seesWholeCounty(staff) ? undefined : own.map((party) => party.id),
    );
  }

  /** Logs that a party was told by voice. STATE_FORBIDS once nothing is left to be told. */
  async tell(actor: Actor, id: string, input: Spoken, repeatable: Repeatable): Promise<NoticeView> {
    const staff = requireStaff(actor);
    const row = await this.readableRow(actor, id);
    if (!mayTell(staff, row)) throw new DomainError('NOT_ALLOWED');
    const party = row.parties.find((one) => one.id === input.partyId);
    if (!party) throw new DomainError('NOT_YOURS');
    const notice = await this.source.transaction((manager) =>
      this.idempotency.once(manager, repeatable, async () => {
        if (FINAL_STATES.has(row.state)) throw new DomainError('STATE_FORBIDS', { from: row.state, to: 'NOTIFIED' });
        const { appointmentId } = row;
        const kind = appointmentId ? 'booked' : 'unplaced';
        const fact = { requestId: id, partyId: party.id, appointmentId, kind, at: this.clock.now() } as const;
        const written = await this.notices.spoken(manager, fact, input.toldTo, input.note);
        const subject = { subjectKind: 'notice', subjectId: written.id };
        await this.audit.write(manager, actor, { action: 'notice.spoken', ...subject });
        return written;
      }),
    );
    await this.news.tell([id], 'notified');
    return notice;
  }

  private async readableRow(actor: Actor, id: string): Promise<RequestRow> {
    return readable(actor, await this.views.find(this.source.manager, id));
  }
}

function scopeFilter(staff: StaffActor, stationId: string | undefined): Pick<RequestFilter, 'stationId' | 'hostId'> {
  if (seesWholeCounty(staff)) return { stationId };
  if (staff.role === 'official') return { stationId, hostId: staff.id };
  if (staff.role !== 'stationClerk' || staff.stationId === null) throw new DomainError('NOT_ALLOWED');
  if (stationId !== undefined && stationId !== staff.stationId) throw new DomainError('NOT_YOURS');
  return { stationId: staff.stationId };
}

const maySlip = (actor: Actor, row: RequestRow, party: RequestRow['parties'][number]): boolean =>
  actor.kind === 'resident'
    ? actor.partyId === party.id
    : actor.kind === 'staff' && mayServeParty(actor, scopeOf(row), party.stationId);
