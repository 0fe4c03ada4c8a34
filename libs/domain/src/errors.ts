/**
 * Every refusal of the product, by code. The kind decides the HTTP status; the sentence a person
 * reads is in the client's `errors` translations, one for each code in each language.
 */
export const REFUSALS = {
  // what was sent
  INPUT_INVALID: 'invalid',
  INPUT_TOO_LARGE: 'tooLarge',
  TOPIC_UNKNOWN: 'invalid',
  TIME_PAST: 'invalid',
  PARTY_MISSING: 'invalid',
  PARTIES_SAME: 'invalid',
  GUARDIAN_MISSING: 'invalid',
  STATION_UNKNOWN: 'invalid',
  IDEMPOTENCY_KEY_MISSING: 'invalid',
  IDEMPOTENCY_KEY_REUSED: 'unprocessable',
  // who is asking
  SIGN_IN_REQUIRED: 'unauthenticated',
  SIGN_IN_WRONG: 'unauthenticated',
  BOOKING_CODE_WRONG: 'unauthenticated',
  ORIGIN_REFUSED: 'forbidden',
  NOT_ALLOWED: 'forbidden',
  NOT_YOURS: 'forbidden',
  NOT_FOUND: 'notFound',
  TOO_MANY_TRIES: 'tooMany',
  // booking
  SLOT_TAKEN: 'conflict',
  SLOT_OUTSIDE_HOURS: 'unprocessable',
  SLOT_AFTER_DEADLINE: 'unprocessable',
  OFFICIAL_LACKS_TOPIC: 'unprocessable',
  OFFICIAL_COMPLAINED_OF: 'unprocessable',
  OFFICIAL_RECUSED: 'unprocessable',
  OFFICIAL_AWAY: 'unprocessable',
  INTERPRETER_MISSING: 'unprocessable',
  ROOM_OUT_OF_ORDER: 'unprocessable',
  ROOM_ELSEWHERE: 'unprocessable',
  PARTIES_SCREENED: 'unprocessable',
  SLOT_TOO_SOON: 'unprocessable',
  SLOT_OFF_GRID: 'unprocessable',
  HOLD_EXPIRED: 'gone',
  TOO_LATE_TO_CHANGE: 'conflict',
  ALREADY_CALLED: 'conflict',
  QUEUE_LEFT: 'conflict',
  NO_SHOW_TOO_EARLY: 'conflict',
  HAS_ARRIVED: 'conflict',
  // hours, calendar, settings
  HOURS_OVERLAP: 'unprocessable',
  HOURS_BACKWARDS: 'unprocessable',
  SEASON_BACKWARDS: 'unprocessable',
  ANCHOR_MISSING: 'unprocessable',
  EXCEPTION_OVERLAPS: 'conflict',
  SETTINGS_CONTRADICT: 'unprocessable',
  CSV_REFUSED: 'unprocessable',
  TEMPLATE_UNKNOWN_WORD: 'unprocessable',
  TEMPLATE_WORD_MISSING: 'unprocessable',
  STATION_COMPLAINED_OF: 'unprocessable',
  STALE_VERSION: 'conflict',
  STATE_FORBIDS: 'conflict',
  // room and call
  PAIRING_CODE_WRONG: 'invalid',
  PAIRING_EXPIRED: 'gone',
  ROOM_BUSY: 'conflict',
  CHECK_IN_TOO_EARLY: 'conflict',
  IDENTITY_UNCHECKED: 'conflict',
  CALL_NOT_OPEN: 'conflict',
  CALL_ENDED: 'gone',
  NO_MEDIA_NODE: 'unavailable',
  TICKET_INVALID: 'unauthenticated',
  TICKET_EXPIRED: 'unauthenticated',
  TICKET_REVOKED: 'forbidden',
  PEER_UNKNOWN: 'notFound',
  SPACE_UNKNOWN: 'notFound',
  SPACE_CLOSED: 'conflict',
  MEDIA_UNKNOWN: 'notFound',
  OUT_OF_ORDER: 'conflict',
  PARTIES_KEPT_APART: 'conflict',
  SET_SHARED: 'conflict',
  SET_NOT_SHARED: 'conflict',
  OTHER_STILL_WAITS: 'conflict',
  OTHER_IN_PRIVATE: 'conflict',
  CAUCUS_LOCKED: 'conflict',
  CALL_SUSPENDED: 'conflict',
  RECORDER_AWAY: 'unavailable',
  RECORDING_REASON_MISSING: 'invalid',
  RECORDING_HELD: 'conflict',
  RECORDING_PURGED: 'gone',
  RECORDING_ACCESS_EXPIRED: 'gone',
  RETENTION_TOO_SHORT: 'unprocessable',
  KEEPING_TOO_SHORT: 'unprocessable',
  // after the call
  OUTCOME_RECORDED: 'conflict',
  AGREEMENT_INCOMPLETE: 'invalid',
  RATING_BY_HOST: 'forbidden',
  RATING_GIVEN: 'conflict',
  FOLLOW_UP_DONE: 'conflict',
  // the service itself
  UNAVAILABLE: 'unavailable',
  INTERNAL: 'internal',
} as const;

export type ErrorCode = keyof typeof REFUSALS;
export type ErrorKind = (typeof REFUSALS)[ErrorCode];
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** Expected refusal: shown to the person who asked, changes nothing. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(code);
    this.name = 'DomainError';
  }
}

/** What a check refuses with; null where it passes. A bug in it is thrown on. */
export function refusalOf(check: () => unknown): DomainError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** A broken assumption of ours: a bug, never a person's mistake. */
export function invariant(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`Invariant broken: ${what}`);
}
