/** What server and media node are told alike in tests. */
export const SECRETS = {
  TICKET_SECRET: 'ticket-secret-of-the-tests',
  CONTROL_SECRET: 'control-secret-of-the-tests',
  FIELD_KEY: Buffer.alloc(32, 7).toString('base64'),
};
