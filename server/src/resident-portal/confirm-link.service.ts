import type { ConfirmLinkView } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { givenName } from '@domain/given-name';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ResidentActor } from '../common/actor';
import { Clock } from '../common/clock';
import { CalendarFiles, type CalendarFile } from '../notices/calendar/calendar-files';
import type { Linked } from '../notices/links/confirm-link.repository';
import { ConfirmLinks } from '../notices/links/confirm-links';
import { RequestReader } from '../requests/request-reader';
import { RequestNews } from '../scheduling/request-news';
import { PortalService } from './portal.service';

type LinkState = ConfirmLinkView['state'];

/** 确认链接: whoever holds the message answers for its party, about the time that the message spoke of. */
@Injectable()
export class ConfirmLinkService {
  constructor(
    private readonly source: DataSource,
    private readonly links: ConfirmLinks,
    private readonly calendars: CalendarFiles,
    private readonly requests: RequestReader,
    private readonly portal: PortalService,
    private readonly news: RequestNews,
    private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND for a link that was never given out. */
  async read(token: string): Promise<ConfirmLinkView> {
    return this.present(await this.get(this.source.manager, token), false);
  }

  /**
   * The answer, which can be changed until the party arrives. The same answer again changes nothing and
   * says when it was first given. STATE_FORBIDS on a dead link, with its `state`.
   */
  async answer(token: string, coming: boolean): Promise<ConfirmLinkView> {
    const { requestId } = await this.get(this.source.manager, token);
    const [view, changed] = await this.source.transaction(async (manager) => {
      await this.requests.getLocked(manager, requestId);
      const linked = await this.get(manager, token);
      const state = this.stateOf(linked);
      if (state === 'changed' || state === 'over')
        throw new DomainError('STATE_FORBIDS', { from: state, to: 'CONFIRMED', state });
      const isNew = await this.portal.answer(manager, actorOf(linked), coming);
      return [this.present(await this.get(manager, token), !isNew), isNew] as const;
    });
    if (changed) await this.news.tell([requestId], coming ? 'confirmed' : 'declined');
    return view;
  }

  /** The appointment as it is now, for a calendar. Throws NOT_FOUND as `read`. */
  async calendar(token: string, language: 'zh' | 'en'): Promise<CalendarFile> {
    const { manager } = this.source;
    const { partyId } = await this.get(manager, token);
    return this.calendars.current(manager, partyId, language);
  }

  private async get(manager: EntityManager, token: string): Promise<Linked> {
    const linked = await this.links.find(manager, token);
    if (!linked) throw new DomainError('NOT_FOUND');
    return linked;
  }

  private stateOf(linked: Linked): LinkState {
    const moved = linked.appointmentStartsAt.getTime() !== linked.startsAt.getTime();
    if (linked.appointmentState === 'cancelled' || moved) return 'changed';
    if (linked.appointmentState !== 'booked' || linked.endsAt <= this.clock.now()) return 'over';
    if (linked.confirmedAt) return 'confirmed';
    return linked.declinedAt ? 'declined' : 'open';
  }

  private present(linked: Linked, already: boolean): ConfirmLinkView {
    const state = this.stateOf(linked);
    return {
      state,
      givenName: givenName(linked.partyName),
      startsAt: linked.startsAt.toISOString(),
      endsAt: linked.endsAt.toISOString(),
      nowStartsAt: state === 'changed' ? (linked.nowStartsAt?.toISOString() ?? null) : null,
      stationName: linked.stationName,
      stationNameEn: linked.stationNameEn,
      stationPhone: linked.stationPhone,
      confirmedAt: linked.confirmedAt?.toISOString() ?? null,
      declinedAt: linked.declinedAt?.toISOString() ?? null,
      already,
    };
  }
}

const actorOf = ({ partyId, requestId }: Linked): ResidentActor => ({
  kind: 'resident',
  id: partyId,
  partyId,
  requestId,
});
