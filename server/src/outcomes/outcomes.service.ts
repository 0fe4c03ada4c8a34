import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import { planFollowUps } from '@domain/follow-up-plan';
import { localDate } from '@domain/local-time';
import { wasHeard } from '@domain/outcome';
import { stateAfterOutcome } from '@domain/request-machine';
import type { OutcomeView } from '@contracts/http/outcomes';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireStaff, type Actor, type StaffActor } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { Idempotency, type Repeatable } from '../common/idempotency';
import { House } from '../house/house';
import { Stations } from '../identity/stations';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';
import { SeriesService } from '../scheduling/series/series.service';
import { SessionNews } from '../sessions/news';
import { NextRound } from '../sessions/next-round';
import { RequestProgress } from '../sessions/request-progress';
import { SessionEnding } from '../sessions/session-ending';
import { SessionReader, type SessionRecord } from '../sessions/session-reader';
import { checkOutcome, type OutcomeToRecord } from './outcome-rules';
import type { AgreementEntity, OutcomeEntity } from './outcome.entity';
import { presentOutcome } from './outcome.presenter';
import { OutcomeRepository } from './outcome.repository';
import { mayRecordOutcome, maySeeOutcome } from './outcomes.policy';

export type RecordedOutcome = OutcomeToRecord & { readonly nextStepNote: string };

/** What came of a session, recorded once by its host. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: OutcomeRepository,
    private readonly sessions: SessionReader,
    private readonly ending: SessionEnding,
    private readonly progress: RequestProgress,
    private readonly nextRound: NextRound,
    private readonly series: SeriesService,
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
    private readonly stations: Stations,
    private readonly idempotency: Idempotency,
    private readonly news: SessionNews,
    private readonly house: House,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the outcome, ends the session where it still goes on, moves the request on, and writes the
   * follow-ups that the outcome owes: all or nothing. Throws OUTCOME_RECORDED the second time.
   */
  async record(actor: Actor, sessionId: string, input: RecordedOutcome, repeatable: Repeatable): Promise<OutcomeView> {
    const staff = requireStaff(actor);
    const [view, session] = await this.source.transaction(async (manager) => {
      const held = await this.getHosted(manager, staff, sessionId);
      const answer = await this.idempotency.once(manager, repeatable, () => this.write(manager, staff, held, input));
      return [answer, held];
    });
    await this.ending.closeCall(session);
    // Days may have been fixed for the sessions to come; without any it changes nothing.
    await this.series.goOn(actor, session.requestId);
    await this.news.sessionChanged(this.source.manager, session, 'outcome.recorded');
    this.house.announce('followUps', null, 'outcome.recorded');
    return view;
  }

  async read(actor: Actor, sessionId: string): Promise<OutcomeView> {
    const staff = requireStaff(actor);
    const manager = this.source.manager;
    if (!maySeeOutcome(staff, await this.sessions.hostsOf(manager, sessionId))) throw new DomainError('NOT_YOURS');
    const outcome = await this.repository.findOfSession(manager, sessionId);
    if (!outcome) throw new DomainError('NOT_FOUND');
    return presentOutcome(outcome, await this.repository.findAgreement(manager, outcome.id));
  }

  private async getHosted(manager: EntityManager, staff: StaffActor, sessionId: string): Promise<SessionRecord> {
    const session = await this.sessions.findLocked(manager, sessionId);
    const hosts = session ? await this.sessions.hostsOf(manager, sessionId) : [];
    if (!session || !mayRecordOutcome(staff, hosts)) throw new DomainError('NOT_YOURS');
    return session;
  }

  private async write(
    manager: EntityManager,
    staff: StaffActor,
    session: SessionRecord,
    input: RecordedOutcome,
  ): Promise<OutcomeView> {
    if (await this.repository.findOfSession(manager, session.id)) throw new DomainError('OUTCOME_RECORDED');
    const now = this.clock.now();
    const { timeZone } = await this.stations.getBureau(manager);
    const parties = await this.requests.parties(manager, session.requestId);
    checkOutcome(input, { parties: parties.length, today: localDate(now.getTime(), timeZone) });
    if (input.outcome === 'NO_SHOW' && now < session.plannedAt)
      throw new DomainError('STATE_FORBIDS', { to: 'NO_SHOW' });

    const outcome = outcomeOf(session, staff.id, input, now);
    const agreement = agreementOf(outcome, input);
    await this.repository.insert(manager, outcome, agreement);
    if (outcome.answeredAt) await this.repository.markAnswered(manager, session.requestId, now);
    await this.ending.end(manager, session, now);
    const adjourned = await this.moveRequest(manager, session, input);
    // Another session is owed instead: what is followed up is the end of the matter.
    if (!adjourned) {
      const performanceOn = agreement?.dueOn ?? input.dueOn;
      const partyIds = parties.map((party) => party.id);
      const matter = { outcome: input.outcome, concludedAt: now.getTime(), partyIds, performanceOn };
      const planned = planFollowUps(matter, timeZone);
      await this.repository.insertFollowUps(manager, { requestId: session.requestId, outcomeId: outcome.id }, planned);
      await this.moveOn(manager, session.requestId, planned.length > 0, outcome.answeredAt !== null);
    }
    await this.audit.write(manager, staff, {
      action: 'outcome.record',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { outcome: input.outcome, nextStep: input.nextStep, answered: outcome.answeredAt !== null },
    });
    return presentOutcome(outcome, agreement);
  }

  /** True when the request goes back to the board for another session. */
  private async moveRequest(
    manager: EntityManager,
    session: SessionRecord,
    { outcome, nextStep }: RecordedOutcome,
  ): Promise<boolean> {
    const to = stateAfterOutcome(outcome, nextStep);
    // News of the call's start may still be on its way; whoever has arrived may be in the talk.
    if (wasHeard(outcome)) await this.progress.advanceIfHere(manager, session.requestId, 'IN_SESSION');
    else if (to === 'ADJOURNED') await this.progress.advanceIfHere(manager, session.requestId, 'WAITING');
    await this.states.move(manager, session.requestId, to);
    const adjourned = to === 'ADJOURNED' || (to === 'NO_SHOW' && nextStep === 'nextSession');
    if (adjourned) {
      const officialId = await this.nextRound.lastOfficial(manager, session.requestId);
      await this.nextRound.owe(manager, session.requestId, 'nextSession', officialId);
    }
    return adjourned;
  }

  /** FOLLOW_UP_DUE where something is owed; a matter without follow-ups closes once it is answered. */
  private async moveOn(
    manager: EntityManager,
    requestId: string,
    owesFollowUps: boolean,
    answered: boolean,
  ): Promise<void> {
    const { state } = await this.requests.get(manager, requestId);
    if (state !== 'CONCLUDED' && state !== 'NO_SHOW') return;
    if (owesFollowUps) await this.states.move(manager, requestId, 'FOLLOW_UP_DUE');
    else if (answered) await this.states.move(manager, requestId, 'CLOSED');
  }
}

/** Nobody was answered who was not heard, whatever the form says. */
function outcomeOf(session: SessionRecord, staffId: string, input: RecordedOutcome, now: Date): OutcomeEntity {
  const answered = input.answered && input.answer !== '';
  return {
    id: randomUUID(),
    sessionId: session.id,
    requestId: session.requestId,
    outcome: input.outcome,
    answer: input.answer,
    answeredAt: answered ? now : null,
    nextStep: input.nextStep,
    nextStepNote: input.nextStepNote,
    dueOn: input.dueOn,
    concludedAt: now,
    concludedBy: staffId,
  };
}

/** An agreement is kept with its outcome; a draft that came to nothing stays in the notes. */
function agreementOf(outcome: OutcomeEntity, input: RecordedOutcome): AgreementEntity | null {
  if (input.outcome !== 'AGREEMENT' || !input.agreement) return null;
  const { facts, terms, amountYuan, dueOn, manner } = input.agreement;
  return {
    id: randomUUID(),
    outcomeId: outcome.id,
    requestId: outcome.requestId,
    facts,
    terms,
    amountYuan: amountYuan === null ? null : amountYuan.toFixed(2),
    dueOn,
    manner,
  };
}
