import type { NoticeKind } from '@contracts/http/notices';
import { formatBookingCode } from '@domain/booking-code';
import type { NoticeFacts } from './notice-facts.repository';
import { fill, templateOf, wallTime, type Language } from './templates';

/** What a notice says. The matter is not in it: a telephone lies open on many tables. */
export function noticeText(kind: NoticeKind, facts: NoticeFacts, language: Language = 'zh'): string {
  const words = templateOf(language);
  const start = facts.startsAt && wallTime(facts.startsAt, facts.timeZone, words.time);
  const deadline = wallTime(facts.noticeDueAt, facts.timeZone, words.time);
  return fill(words.notice[kind], {
    name: facts.partyName,
    no: facts.no,
    code: formatBookingCode(facts.bookingCode),
    station: language === 'zh' ? facts.stationName : facts.stationNameEn,
    room: facts.roomName ?? words.room,
    phone: facts.stationPhone,
    date: start?.date ?? '',
    time: start?.clock ?? '',
    deadline: `${deadline.date}${deadline.clock}`,
  });
}
