/** Tells the time of the house. The process may run with its clock shifted, so that a day can be rehearsed. */
export interface Clock {
  now(): Date;
}

export class ShiftedClock implements Clock {
  readonly #offsetMs: number;

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs;
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }
}
