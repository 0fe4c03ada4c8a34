import type { CallEvent } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SessionRecord } from './session-reader';

/** A later step of the journey that keeps some of what media nodes tell of a call. */
export interface CallEventTaker {
  /**
   * In the event's own transaction. `chained` may be told twice and out of order; every other event comes
   * once. Returns what screens are to hear after the commit.
   */
  take(manager: EntityManager, session: SessionRecord, event: CallEvent): Promise<readonly string[]>;
}

/** Those who take call events beside us; each adds itself when its module starts. */
@Injectable()
export class CallEventTakers {
  private readonly takers: CallEventTaker[] = [];

  add(taker: CallEventTaker): void {
    this.takers.push(taker);
  }

  async take(manager: EntityManager, session: SessionRecord, event: CallEvent): Promise<string[]> {
    const news: string[] = [];
    for (const taker of this.takers) news.push(...(await taker.take(manager, session, event)));
    return news;
  }
}
