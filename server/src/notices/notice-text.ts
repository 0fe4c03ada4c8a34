import type { NoticeKind } from '@contracts/http/notices';
import { formatBookingCode } from '@domain/booking-code';
import { fillTemplate, withoutLink } from '@domain/notice-template';
import { HOUR_MS, MINUTE_MS } from '@domain/local-time';
import type { NoticeFacts } from './notice-facts.repository';
import { templateOf, wallTime, type Language, type Template } from './templates';

export interface NoticeWords {
  readonly language: Language;
  /** The edited text; the built-in one without it. */
  readonly template?: string | undefined;
  /** The address of the confirmation link; without one its sentence is left out. */
  readonly link?: string | undefined;
}

/** What a notice says. The matter is not in it: a telephone lies open on many tables. */
export function noticeText(kind: NoticeKind, facts: NoticeFacts, { language, template, link }: NoticeWords): string {
  const words = templateOf(language);
  const start = facts.startsAt && wallTime(facts.startsAt, facts.timeZone, words.time);
  const deadline = wallTime(facts.noticeDueAt, facts.timeZone, words.time);
  // Nobody who missed the time is told merely that it was cancelled.
  const missed = kind === 'cancelled' && facts.missed;
  const body = (missed ? words.beside.missed : (template ?? words.notice[kind])) + besideOf(kind, facts, words.beside);
  return fillTemplate(link === undefined ? withoutLink(body) : body, {
    name: facts.partyName,
    no: facts.no,
    code: formatBookingCode(facts.bookingCode),
    station: language === 'zh' ? facts.stationName : facts.stationNameEn,
    room: roomWords(facts.roomName, language),
    phone: facts.stationPhone,
    date: start?.date ?? '',
    time: start?.clock ?? '',
    deadline: `${deadline.date}${deadline.clock}`,
    link: link ?? '',
    bureau: language === 'zh' ? facts.bureauName : facts.bureauNameEn,
    reason: facts.cancelledReason,
  });
}

/** A room is called by its own name; one that is only called "video room" is called so in each language. */
function roomWords(name: string | null, language: Language): string {
  return name === null || name === templateOf('zh').room ? templateOf(language).room : name;
}

/** What is said besides, whatever the text that a bureau has written. */
function besideOf(kind: NoticeKind, facts: NoticeFacts, beside: Template['beside']): string {
  if (kind === 'booked' && facts.invited) return beside.invited;
  return kind === 'cancelled' && facts.cancelledReason ? beside.cancelled : '';
}

/** How much time is left, for a reminder that comes late; rounded down, so that it promises nothing. */
export function remainingWords(leftMs: number, language: Language): string {
  const words = templateOf(language).late;
  const minutes = Math.floor(leftMs / MINUTE_MS);
  if (minutes < 2) return words.now;
  if (leftMs < 2 * HOUR_MS) return fillTemplate(words.minutes, { n: minutes });
  return fillTemplate(words.hours, { n: Math.floor(leftMs / HOUR_MS) });
}
