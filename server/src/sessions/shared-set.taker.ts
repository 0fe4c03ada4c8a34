import type { CallEvent } from '@contracts/media/control';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CallEventTakers, type CallEventTaker } from './call-event-takers';
import type { SessionRecord } from './session-reader';
import { SharedSetRepository } from './shared-set.repository';

/** A private talk at a shared set is what was wished for; after it, whoever was led out is wanted back. */
@Injectable()
export class SharedSetTaker implements CallEventTaker, OnModuleInit {
  constructor(
    private readonly takers: CallEventTakers,
    private readonly sets: SharedSetRepository,
  ) {}

  onModuleInit(): void {
    this.takers.add(this);
  }

  async take(manager: EntityManager, session: SessionRecord, event: CallEvent): Promise<readonly string[]> {
    if (event.kind !== 'caucusOpened' && event.kind !== 'caucusClosed') return [];
    const talk = await this.sets.find(manager, session.id);
    if (!talk || session.endedAt) return [];
    const wantedBack = event.kind === 'caucusClosed' && talk.parties.some(({ said }) => said === 'outside');
    // A wish for the other side, said during this talk, stands: it is what the talk is closed for.
    if (event.kind === 'caucusClosed' && talk.wish !== null) return [];
    await this.sets.wish(manager, session.id, wantedBack ? 'both' : null);
    return [];
  }
}
