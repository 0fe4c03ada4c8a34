import { z } from 'zod';
import { id, instant, line, text } from '../common';

export const NOTICE_CHANNELS = ['slip', 'inApp', 'sms', 'email', 'wechat', 'spoken'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
export const NOTICE_KINDS = ['booked', 'unplaced', 'moved', 'cancelled', 'reminder'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = ['pending', 'sending', 'sent', 'delivered', 'failed', 'cancelled', 'expired'] as const;
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
  /** The same promise for an office that counts working days only. */
  workDueAt: instant,
  notifiedAt: instant.nullable(),
  kept: z.boolean().nullable(),
  entries: z.array(
    z.object({
      at: instant,
      noticeId: id,
      partyId: id,
      kind: z.enum(NOTICE_KINDS),
      channel: z.enum(NOTICE_CHANNELS),
      event: z.enum(['written', 'sent', 'delivered', 'failed', 'cancelled', 'expired', 'acknowledged']),
      detail: z.string(),
    }),
  ),
});
export type NoticeProof = z.infer<typeof noticeProof>;

/** A clerk phones about a notice that no channel could bring, and says to whom. */
export const toldNotice = z.object({ toldTo: line(40), note: text(300).default('') });

/** Whoever has to telephone sees the whole number once, and says why; that they looked is kept in the audit log. */
export const revealPhone = z.object({ reason: line(200) });
export const revealedPhone = z.object({ phone: z.string() });
export type RevealedPhone = z.infer<typeof revealedPhone>;

/** Requests of which nobody has been told a time yet, the least time left first. */
export const noticeClockItem = z.object({
  requestId: id,
  requestNo: z.string(),
  partyNames: z.array(z.string()),
  stationName: z.string(),
  registeredAt: instant,
  noticeDueAt: instant,
  workDueAt: instant,
  /** How the wall clock stands: amber after 12 hours, red after 20. */
  colour: z.enum(['calm', 'amber', 'red', 'overdue']),
  leftMs: z.number().int(),
  startsAt: instant.nullable(),
});
export type NoticeClockItem = z.infer<typeof noticeClockItem>;
export const noticeClockList = z.object({ now: instant, items: z.array(noticeClockItem) });

/** A word in the house for one member of staff; the same goes by e-mail where an address is known. */
export const staffMessage = z.object({
  id,
  kind: z.enum(['digest', 'escalation']),
  text: z.string(),
  createdAt: instant,
  readAt: instant.nullable(),
  requestId: id.nullable(),
});
export type StaffMessage = z.infer<typeof staffMessage>;
export const staffMessages = z.object({ items: z.array(staffMessage) });

/**
 * What the short link of a message shows: when and where, and what was answered. `changed` and `over`
 * are dead: the time the message spoke of is no longer the appointment's, or has passed.
 */
export const confirmLinkView = z.object({
  state: z.enum(['open', 'confirmed', 'declined', 'changed', 'over']),
  givenName: z.string(),
  /** The time that the message spoke of. */
  startsAt: instant,
  endsAt: instant,
  /** Of a link that is dead because of a change: the time that holds now, if there is one. */
  nowStartsAt: instant.nullable(),
  stationName: z.string(),
  stationNameEn: z.string(),
  stationPhone: z.string(),
  confirmedAt: instant.nullable(),
  declinedAt: instant.nullable(),
  /** True when the answer had been given before; the moment above is that of the first time. */
  already: z.boolean(),
});
export type ConfirmLinkView = z.infer<typeof confirmLinkView>;

/** What a text-message gateway calls back with (docs/notices.md). */
export const smsReceipt = z.object({
  /** The idempotency key under which the message was handed over. */
  key: z.string().max(100),
  messageId: z.string().max(100),
  status: z.enum(['delivered', 'failed']),
  at: instant,
  reason: z.string().max(200).default(''),
});
export type SmsReceipt = z.input<typeof smsReceipt>;
