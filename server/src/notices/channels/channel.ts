export interface Letter {
  /** The notice's id: the provider's key, by which it refuses to send the same thing twice. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** A way to reach a person. Throws when the letter could not be handed over; may then be asked again. */
export interface Channel {
  /** `delivered` when it is known to have arrived, `sent` when only handed over. */
  send(letter: Letter): Promise<'sent' | 'delivered'>;
}
