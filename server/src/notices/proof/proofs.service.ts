import type { NoticeProof } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { DAY_MS } from '@domain/local-time';
import { noticeWorkDueAt } from '@domain/notice-clock';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkingCalendar } from '../../capacity/working-calendar';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { RequestReader } from '../../requests/request-reader';
import { mayProve } from '../notices.policy';
import type { Language } from '../templates';
import { renderProof } from './proof-document';
import { ProofRepository } from './proof.repository';

/** 告知证明: what was told to whom, when, on which channel, and what came back. */
@Injectable()
export class Proofs {
  constructor(
    private readonly source: DataSource,
    private readonly repository: ProofRepository,
    private readonly requests: RequestReader,
    private readonly calendar: WorkingCalendar,
    private readonly stations: Stations,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** NOT_YOURS for staff out of scope, whether the request exists or not. */
  async read(actor: Actor, requestId: string): Promise<NoticeProof> {
    const staff = requireStaff(actor);
    const { manager } = this.source;
    const request = await this.requests.find(manager, requestId);
    const parties = request ? await this.requests.parties(manager, requestId) : [];
    const stationIds = request ? [request.stationId, ...parties.map(({ stationId }) => stationId)] : [];
    if (!mayProve(staff, stationIds)) throw new DomainError('NOT_YOURS');
    if (!request) throw new DomainError('NOT_FOUND');
    const { registeredAt, noticeDueAt, notifiedAt } = request;
    const days = await this.calendar.around(manager, registeredAt, new Date(registeredAt.getTime() + 30 * DAY_MS));
    const { timeZone } = await this.stations.getBureau(manager);
    const entries = await this.repository.entries(manager, requestId);
    const open = notifiedAt === null && this.clock.now() <= noticeDueAt;
    return {
      requestNo: request.no,
      registeredAt: registeredAt.toISOString(),
      noticeDueAt: noticeDueAt.toISOString(),
      workDueAt: new Date(noticeWorkDueAt(registeredAt.getTime(), days, timeZone)).toISOString(),
      notifiedAt: notifiedAt?.toISOString() ?? null,
      kept: open ? null : notifiedAt !== null && notifiedAt <= noticeDueAt,
      entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    };
  }

  /** The same on paper. */
  async print(actor: Actor, requestId: string, language: Language): Promise<Buffer> {
    const proof = await this.read(actor, requestId);
    const { manager } = this.source;
    const bureau = await this.stations.getBureau(manager);
    const nameOf = await this.repository.names(manager, requestId);
    await this.audit.write(manager, actor, { action: 'proof.print', subjectKind: 'request', subjectId: requestId });
    return renderProof(
      {
        proof,
        nameOf,
        bureauName: language === 'zh' ? bureau.name : bureau.nameEn,
        timeZone: bureau.timeZone,
        printedAt: this.clock.now(),
      },
      language,
    );
  }
}
