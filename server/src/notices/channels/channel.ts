/** What a notice needs to travel, in the words of its kind and its party's language. */
export interface Letter {
  /** The notice's key: the provider's key, by which it refuses to send the same thing twice. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  /** For messages with fields instead of text. */
  readonly fields?: LetterFields;
  /** An appointment for the reader's calendar. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | undefined;
}

export interface LetterFields {
  readonly what: string;
  readonly when: string;
  readonly where: string;
  readonly code: string;
  readonly link: string | null;
}

export interface HandedOver {
  /** `delivered` when it is known to have arrived, `sent` when only handed over. */
  readonly state: 'sent' | 'delivered';
  /** What the provider calls it. */
  readonly providerId: string | null;
}

/** A way to reach a person. Throws a DeliveryError when the letter could not be handed over. */
export interface Channel {
  /** Whether the bureau has set it up. */
  readonly configured: boolean;
  send(letter: Letter): Promise<HandedOver>;
}

/** Why something did not reach a person; the client has a sentence for each. */
export const DELIVERY_ERRORS = [
  'noAddress',
  'notConfigured',
  'addressRefused',
  'messageRefused',
  'providerDown',
  'undelivered',
  'expired',
  'unknown',
] as const;
export type DeliveryErrorCode = (typeof DELIVERY_ERRORS)[number];

/** The letter did not go out. `permanent`: trying again would not help, so the next channel is asked at once. */
export class DeliveryError extends Error {
  constructor(
    readonly code: DeliveryErrorCode,
    readonly permanent: boolean,
    /** For the proof and the log; never an address. */
    readonly detail = '',
  ) {
    super(`${code}${detail ? `: ${detail}` : ''}`);
    this.name = 'DeliveryError';
  }
}

export const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError('unknown', false, error instanceof Error ? error.message.slice(0, 200) : '');
