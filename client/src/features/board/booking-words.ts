import type { RequestView } from '@contracts/http/requests';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { TFunction } from 'i18next';
import { clockTime } from '../../lib/format';
import type { Language } from '../../lib/i18n';
import type { LampState } from '../../ui/lamp';
import { stationName } from './lanes';

type Words = TFunction<['board', 'common']>;

/** Time, matter, who, official, where, confirmed or not: an appointment for whoever cannot see the picture. */
export function bookingName(t: Words, appointment: BoardAppointment, board: Board, language: Language): string {
  const stations = board.rooms.filter(({ id }) => appointment.roomIds.includes(id));
  return t('bookingName', {
    from: clockTime(appointment.startsAt),
    to: clockTime(appointment.endsAt),
    topic: t(`common:topic.${appointment.topic}`),
    names: appointment.partyNames.join(t('listSep')),
    official: appointment.officialName,
    stations: stations.map((room) => stationName(room, language)).join(t('listSep')),
    state: stateWord(t, appointment),
  });
}

/** Confirmed or not while it lies ahead; then what became of it. */
export const stateWord = (t: Words, { state, confirmed }: BoardAppointment): string =>
  state === 'booked' ? t(confirmed ? 'confirmed' : 'unconfirmed') : t(`state.${state}`);

/** Whether a party has said that they come. */
export function answerOf(party: Pick<RequestView['parties'][number], 'checkedInAt' | 'declinedAt' | 'confirmedAt'>): {
  state: LampState;
  word: 'here' | 'declined' | 'confirmed' | 'silent';
} {
  if (party.checkedInAt) return { state: 'on', word: 'here' };
  if (party.declinedAt) return { state: 'fail', word: 'declined' };
  return party.confirmedAt ? { state: 'on', word: 'confirmed' } : { state: 'off', word: 'silent' };
}
