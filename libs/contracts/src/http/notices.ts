import { z } from 'zod';
import { id, instant, line, text } from '../common';

export const NOTICE_CHANNELS = ['slip', 'inApp', 'sms', 'email', 'spoken'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
export const NOTICE_KINDS = ['booked', 'unplaced', 'moved', 'cancelled', 'reminder'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = ['pending', 'sending', 'sent', 'delivered', 'failed', 'cancelled'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export const noticeView = z.object({
  id,
  partyId: id,
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(NOTICE_CHANNELS),
  state: z.enum(NOTICE_STATES),
  text: z.string(),
  createdAt: instant,
  sentAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
});
export type NoticeView = z.infer<typeof noticeView>;

/** A clerk told the party by voice, and says to whom. */
export const spokenNotice = z.object({ partyId: id, toldTo: line(40), note: text(300).default('') });
export type SpokenNotice = z.input<typeof spokenNotice>;
