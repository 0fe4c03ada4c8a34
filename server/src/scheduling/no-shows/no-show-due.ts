import type { RequestState } from '@domain/request-state';

const AWAITED: ReadonlySet<RequestState> = new Set<RequestState>(['SCHEDULED', 'NOTIFIED', 'CONFIRMED']);

export interface AwaitedTalk {
  readonly requestState: RequestState;
  readonly appointmentState: string | null;
  /** The start and the time of grace after it. */
  readonly graceEndsAt: Date | null;
  readonly arrived: boolean;
}

/** Whether somebody should be asked if they came. It only proposes: a person decides, never the clock. */
export const isNoShowDue = (talk: AwaitedTalk, now: Date): boolean =>
  talk.appointmentState === 'booked' &&
  AWAITED.has(talk.requestState) &&
  !talk.arrived &&
  talk.graceEndsAt !== null &&
  now >= talk.graceEndsAt;
