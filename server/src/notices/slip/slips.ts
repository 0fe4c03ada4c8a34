import { DomainError } from '@domain/errors';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { CONFIG, type Config } from '../../config';
import { NoticeFactsRepository } from '../notice-facts.repository';
import { Notices } from '../notices.service';
import type { Language } from '../templates';
import { renderSlip } from './slip-document';

/** Prints slips. A slip in hand is a notice delivered: it says when and where, on paper. */
@Injectable()
export class Slips {
  constructor(
    private readonly facts: NoticeFactsRepository,
    private readonly notices: Notices,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL' | 'PORT'>,
  ) {}

  /** Renders the slip of one party and marks its slip notices as delivered. Throws NOT_FOUND. */
  async print(
    manager: EntityManager,
    partyId: string,
    appointmentId: string | null,
    language: Language,
  ): Promise<Buffer> {
    const facts = await this.facts.read(manager, partyId, appointmentId);
    if (!facts) throw new DomainError('NOT_FOUND');
    const printedAt = this.clock.now();
    const door = this.config.PUBLIC_URL ?? `http://localhost:${this.config.PORT}`;
    const link = `${door}/my?code=${facts.bookingCode}`;
    const pdf = await renderSlip({ ...facts, printedAt, link }, language);
    await this.notices.slipHandedOver(manager, partyId, printedAt);
    return pdf;
  }
}
