import { recordingWish } from '@domain/recording-rule';
import type { CallEvent } from '@contracts/media/control';
import type { ChainEntry } from '@contracts/media/recording';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { Audit } from '../common/audit';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';
import { CallEventTakers, type CallEventTaker } from '../sessions/call-event-takers';
import type { SessionRecord } from '../sessions/session-reader';
import { AlarmRepository } from './alarms/alarm.repository';
import { isIntact } from './chain/chain-verdict';
import { ChainRepository } from './chain/chain.repository';
import { RecordingRepository } from './recording.repository';

type Told<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;

/** Keeps what media nodes tell of recording: every link of the chain, and that it runs or does not. */
@Injectable()
export class RecordingIntake implements CallEventTaker, OnModuleInit {
  constructor(
    private readonly takers: CallEventTakers,
    private readonly recordings: RecordingRepository,
    private readonly chain: ChainRepository,
    private readonly alarms: AlarmRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'RECORD_CONSULTATIONS'>,
  ) {}

  onModuleInit(): void {
    this.takers.add(this);
  }

  async take(manager: EntityManager, session: SessionRecord, event: CallEvent): Promise<readonly string[]> {
    switch (event.kind) {
      case 'callStarted':
        return this.expect(manager, session);
      case 'callSuspended':
        await this.recordings.note(manager, session.id, { suspended_at: new Date(event.at) });
        return [];
      case 'callResumed':
        await this.recordings.note(manager, session.id, { suspended_at: null, last_segment_at: this.clock.now() });
        return [];
      case 'recording':
        return this.takeState(manager, session, event);
      case 'chained':
        return this.takeLink(manager, session, event.entry);
      default:
        return [];
    }
  }

  /** From its start on, a call that has to be recorded is expected in the store. */
  private async expect(manager: EntityManager, session: SessionRecord): Promise<string[]> {
    const wish = recordingWish(session.mode, { recordConsultations: this.config.RECORD_CONSULTATIONS });
    if (wish !== 'off') await this.recordings.ensure(manager, session.id, wish);
    return [];
  }

  private async takeState(
    manager: EntityManager,
    session: SessionRecord,
    { scope, state, reason, at }: Told<'recording'>,
  ): Promise<string[]> {
    await this.ensure(manager, session);
    const when = new Date(at);
    if (state === 'on') {
      await this.alarms.closeDisproved(manager, session.id, scope, when, this.clock.now());
      return ['recording.on'];
    }
    if (state === 'off') return ['recording.off'];
    // Events overtake each other: it may long be running again.
    if (await this.alarms.toldOnSince(manager, session.id, scope, when)) return [];
    const opened = await this.alarms.open(manager, session.id, { kind: 'failed', scope, reason, at: when });
    if (opened) await this.write(manager, 'recording.failed', session.id, { scope });
    return opened ? ['recording.failed'] : [];
  }

  /** A link is kept whether it holds or not, and whether the one before has come or not. */
  private async takeLink(manager: EntityManager, session: SessionRecord, entry: ChainEntry): Promise<string[]> {
    await this.ensure(manager, session);
    const now = this.clock.now();
    const intact = isIntact(entry);
    const kept = await this.chain.keep(manager, session.id, entry, { intact, at: now });
    if (kept === 'known') return [];
    const holds = kept === 'new' && intact && (await this.chain.fits(manager, session.id, entry));
    const broken = holds ? [] : await this.raiseBroken(manager, session.id, entry, now);
    if (kept !== 'new' || entry.body.kind !== 'segment') return broken;
    const { scope, from, to } = entry.body;
    await this.recordings.noteSegment(manager, session.id, now, new Date(from));
    const closed = await this.alarms.closeDisproved(manager, session.id, scope, new Date(to), now);
    return closed ? [...broken, 'recording.on'] : broken;
  }

  private async raiseBroken(manager: EntityManager, callId: string, entry: ChainEntry, at: Date): Promise<string[]> {
    const reason = `${entry.strand} ${entry.index}`;
    if (!(await this.alarms.open(manager, callId, { kind: 'chainBroken', scope: null, reason, at }))) return [];
    await this.write(manager, 'recording.chainBroken', callId, { strand: entry.strand, index: entry.index });
    return ['recording.chainBroken'];
  }

  /** What is told of was recorded, whatever the rule says of the call. */
  private ensure(manager: EntityManager, session: SessionRecord): Promise<void> {
    const wish = recordingWish(session.mode, { recordConsultations: this.config.RECORD_CONSULTATIONS });
    return this.recordings.ensure(manager, session.id, wish === 'required' ? 'required' : 'on');
  }

  private write(
    manager: EntityManager,
    action: string,
    callId: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.write(manager, SYSTEM, { action, subjectKind: 'session', subjectId: callId, detail });
  }
}
