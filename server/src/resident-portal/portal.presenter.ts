import type { NoticeView } from '@contracts/http/notices';
import type { ResidentView } from '@contracts/http/requests';
import type { OwnMatter } from './portal.repository';

export interface ShownBeside {
  readonly answer: string | null;
  readonly canRate: boolean;
  readonly ratedScore: number | null;
  /** Every notice of this party, on all channels, oldest first. */
  readonly notices: readonly NoticeView[];
  /** After it only the station can change the time. */
  readonly changeableUntil: Date | null;
}

/** The resident's page. A notice is shown once, whatever other channels it went by; the newest first. */
export const presentOwn = (own: OwnMatter, beside: ShownBeside): ResidentView => ({
  no: own.no,
  partyId: own.partyId,
  bookingCode: own.bookingCode,
  name: own.name,
  topic: own.topic,
  state: own.state,
  registeredAt: own.registeredAt.toISOString(),
  noticeDueAt: own.noticeDueAt.toISOString(),
  startsAt: own.startsAt?.toISOString() ?? null,
  endsAt: own.endsAt?.toISOString() ?? null,
  stationName: own.stationName,
  stationNameEn: own.stationNameEn,
  stationAddress: own.stationAddress,
  stationPhone: own.stationPhone,
  roomName: own.roomName ?? '',
  appointmentVersion: own.appointmentVersion,
  changeableUntil: beside.changeableUntil?.toISOString() ?? null,
  confirmedAt: own.confirmedAt?.toISOString() ?? null,
  declinedAt: own.declinedAt?.toISOString() ?? null,
  checkedInAt: own.checkedInAt?.toISOString() ?? null,
  answer: beside.answer,
  canRate: beside.canRate,
  ratedScore: beside.ratedScore,
  notices: beside.notices
    .filter(({ channel, state }) => channel === 'inApp' && state !== 'cancelled')
    .map(({ id, kind, text, createdAt }) => ({ id, kind, text, createdAt }))
    .reverse(),
});
