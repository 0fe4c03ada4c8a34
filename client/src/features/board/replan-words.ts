import type { Clash, ReplanProposal } from '@contracts/http/replan';
import type { TFunction } from 'i18next';
import type { Board } from '@contracts/http/scheduling';
import { clockTime, dayWordTime } from '../../lib/format';
import type { Language } from '../../lib/i18n';
import { roomWord } from '../../lib/room-name';
import { stationWord } from './lanes';

type Words = TFunction<['board', 'common']>;

interface Named {
  readonly stationNames: string[];
}

/** The same with its stations' names in the reader's language. */
export const inWords = <T extends Named>(what: T, rooms: Board['rooms'], language: Language): T => ({
  ...what,
  stationNames: what.stationNames.map((name) => stationWord(rooms, name, language)),
});

/** `陈家坝、桂溪` and the official: where and with whom. */
export const placeWords = (t: Words, stationNames: readonly string[], officialName: string): string =>
  [stationNames.join(t('listSep')), officialName].filter(Boolean).join(t('sep'));

/** Why it cannot be kept: each room, official or interpreter that is gone, and what was given as the reason. */
export const causeWords = (t: Words, { causes }: Pick<Clash, 'causes'>): string[] =>
  causes.map(({ resourceName, cause, reason }) => {
    const why = t(`clash.cause.${cause}`, { name: resourceName });
    return reason ? t('clash.because', { why, reason }) : why;
  });

/** What would change, in a sentence; the station's distance where it is another one. */
export function changeWords(t: Words, proposal: ReplanProposal, before: Clash | undefined, now: number): string {
  const { kind, startsAt, distanceKm, officialName, roomNames, stationNames } = proposal;
  const stations = stationNames.filter((name) => !before?.stationNames.includes(name));
  const words = {
    time: clockTime(startsAt),
    when: dayWordTime(startsAt, now),
    official: officialName,
    room: roomNames.map(roomWord).join(t('listSep')),
    station: (stations.length > 0 ? stations : stationNames).join(t('listSep')),
    km: distanceKm === null ? '' : String(Math.round(distanceKm)),
  };
  if (kind === 'station' && distanceKm === null) return t('change.stationNear', words);
  if (kind === 'time' && stations.length > 0 && distanceKm !== null) return t('change.timeAndStation', words);
  return t(`change.${kind}`, words);
}

/** Another official or room is nobody's trouble; another place or time is, and they are told anew. */
export const disturbs = ({ kind }: Pick<ReplanProposal, 'kind'>): boolean => kind === 'station' || kind === 'time';
