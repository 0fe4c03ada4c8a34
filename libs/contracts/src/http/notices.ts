import { z } from 'zod';
import { id, instant, line, text } from '../common';

export const NOTICE_CHANNELS = ['slip', 'inApp', 'sms', 'email', 'wechat', 'spoken'] as const;
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

/** A notice that no channel could bring; someone must telephone. */
export const failedNotice = z.object({
  id,
  requestId: id,
  requestNo: z.string(),
  partyId: id,
  partyName: z.string(),
  phoneMasked: z.string().nullable(),
  stationName: z.string(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(NOTICE_CHANNELS),
  attempts: z.number().int(),
  /** A code for the client to say. */
  error: z.string(),
  startsAt: instant.nullable(),
  noticeDueAt: instant,
  failedAt: instant,
});
export type FailedNotice = z.infer<typeof failedNotice>;
export const failedNotices = z.object({ items: z.array(failedNotice) });

export const TEMPLATE_LANGUAGES = ['zh', 'en'] as const;
export const templateView = z.object({
  kind: z.enum(NOTICE_KINDS),
  language: z.enum(TEMPLATE_LANGUAGES),
  body: z.string(),
  /** The words in braces that this kind may use. */
  placeholders: z.array(z.string()),
  /** False while the built-in text stands. */
  edited: z.boolean(),
  version: z.number().int(),
});
export type TemplateView = z.infer<typeof templateView>;
export const putTemplate = z.object({ body: line(600), version: z.number().int() });
export const previewTemplate = z.object({
  kind: z.enum(NOTICE_KINDS),
  language: z.enum(TEMPLATE_LANGUAGES),
  body: line(600),
});
/** With sample facts, and how many SMS it costs. */
export const templatePreview = z.object({ text: z.string(), characters: z.number().int(), segments: z.number().int() });
export type TemplatePreview = z.infer<typeof templatePreview>;

/** 告知证明: what was told to whom, when, on which channel, and what came back. */
export const noticeProof = z.object({
  requestNo: z.string(),
  registeredAt: instant,
  noticeDueAt: instant,
  notifiedAt: instant.nullable(),
  kept: z.boolean().nullable(),
  entries: z.array(
    z.object({
      at: instant,
      noticeId: id,
      partyId: id,
      kind: z.enum(NOTICE_KINDS),
      channel: z.enum(NOTICE_CHANNELS),
      event: z.enum(['written', 'sent', 'delivered', 'failed', 'cancelled', 'acknowledged']),
      detail: z.string(),
    }),
  ),
});
export type NoticeProof = z.infer<typeof noticeProof>;
