import { addDays, instantAt, localDate } from '@domain/local-time';
import type { NoticeFacts } from '../notice-facts.repository';

/** An appointment of nobody, the day after tomorrow at ten, for looking at a template. */
export function sampleFacts(timeZone: string, now: Date): NoticeFacts {
  const today = localDate(now.getTime(), timeZone);
  return {
    requestId: '00000000-0000-4000-8000-000000000000',
    no: `${today.slice(0, 4)}-${today.slice(5, 7)}${today.slice(8, 10)}-0017`,
    topic: 'HUKOU',
    partyName: '居民甲-017',
    bookingCode: 'ABCD2345',
    hasGuardian: false,
    stationName: '擂鼓派出所',
    stationNameEn: 'Leigu Police Station',
    stationAddress: '',
    stationPhone: '0816-000-2107',
    bureauName: '',
    bureauNameEn: '',
    timeZone,
    roomName: '视频室',
    startsAt: new Date(instantAt(addDays(today, 2), '10:00', timeZone)),
    noticeDueAt: new Date(instantAt(addDays(today, 1), '09:30', timeZone)),
    registeredAt: now,
    notifiedAt: null,
    clerkName: null,
    invited: false,
    missed: false,
    cancelledReason: '',
  };
}
