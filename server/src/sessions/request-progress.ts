import type { RequestState } from '@domain/request-state';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RequestReader } from '../requests/request-reader';
import { RequestStates } from '../requests/request-states';

const LINE = ['CHECKED_IN', 'WAITING', 'IN_SESSION'] as const;
type Step = (typeof LINE)[number];

/** Brings a request through the visit, step by step, whichever of its parties came first. */
@Injectable()
export class RequestProgress {
  constructor(
    private readonly requests: RequestReader,
    private readonly states: RequestStates,
  ) {}

  /**
   * Moves the request along CHECKED_IN → WAITING → IN_SESSION up to `to`. One that is there already, or
   * further, stays. Throws STATE_FORBIDS when it is elsewhere and may not enter the line.
   */
  async advance(manager: EntityManager, requestId: string, to: Step): Promise<void> {
    let state: RequestState = (await this.requests.getLocked(manager, requestId)).state;
    if (state === 'PAUSED') return;
    for (const step of LINE.slice(0, LINE.indexOf(to) + 1)) {
      if (position(state) >= LINE.indexOf(step)) continue;
      await this.states.move(manager, requestId, step);
      state = step;
    }
  }

  /** As `advance`, once somebody has arrived; before that, and when the visit is over, it changes nothing. */
  async advanceIfHere(manager: EntityManager, requestId: string, to: Step): Promise<void> {
    const { state } = await this.requests.getLocked(manager, requestId);
    if (position(state) >= 0) await this.advance(manager, requestId, to);
  }
}

const position = (state: RequestState): number => LINE.findIndex((step) => step === state);
