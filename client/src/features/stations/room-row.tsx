import type { StationDevice } from '@contracts/http/devices';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { roomWord } from '../../lib/room-name';
import { Lamp, type LampState } from '../../ui/lamp';
import { ChangeDialog } from './change-dialog';
import { OpenTasks } from './open-tasks';
import styles from './stations.module.css';
import { conditionOf, type Condition } from './worst-first';

export const LAMP_OF_CONDITION: Readonly<Record<Condition, LampState>> = {
  broken: 'fail',
  offline: 'fail',
  unpaired: 'off',
  weak: 'warn',
  good: 'on',
};

interface RoomRowProps {
  room: StationDevice;
  now: number;
  mayTickOff: boolean;
  mayChange: boolean;
  /** Whether its earlier checks are shown below. */
  opened: boolean;
  open: () => void;
}

/** One room: how it is, what is wrong and what to do, when it was seen and checked, and its screen. */
export function RoomRow({ room, now, mayTickOff, mayChange, opened, open }: RoomRowProps) {
  const { t } = useTranslation('stations');
  const { language } = useLanguage();
  const [changing, setChanging] = useState(false);
  const condition = conditionOf(room);
  const { lastCheck, lastSeenAt, deviceId, deviceName, browser, spare } = room;
  const station = language === 'en' ? room.stationNameEn : room.stationName;
  const roomName = roomWord(room.roomName);
  return (
    <tr>
      <th scope="row">
        {station}
        <small>{roomName}</small>
      </th>
      <td data-label={t('column.state')}>
        <Lamp state={LAMP_OF_CONDITION[condition]}>{t(`condition.${condition}`)}</Lamp>
        <small>{lastSeenAt ? t('seen', { time: dayWordTime(lastSeenAt, now) }) : t('neverSeen')}</small>
      </td>
      <td data-label={t('column.wrong')}>
        {room.tasks.length > 0 ? (
          <OpenTasks tasks={room.tasks} mayTickOff={mayTickOff} named="nothing" />
        ) : (
          <span className={styles.quiet}>{t(`advice.${condition}`)}</span>
        )}
      </td>
      <td data-label={t('column.checked')}>
        {lastCheck ? (
          <>
            <button type="button" className="btn quiet sm" aria-expanded={opened} onClick={open}>
              {t('history')}
            </button>
            <small>{`${t(`grade.${lastCheck.grade}`)} ${dayWordTime(lastCheck.at, now)}`}</small>
          </>
        ) : (
          <small>{t('neverChecked')}</small>
        )}
      </td>
      <td data-label={t('column.screen')}>
        {deviceName ?? t('noScreen')}
        {spare && <b className={styles.spare}>{t('spare')}</b>}
        {browser && <small>{browser}</small>}
        {mayChange && deviceId && (
          <button
            type="button"
            className="btn quiet sm"
            aria-label={t('changeOf', { room: `${station} ${roomName}` })}
            onClick={() => setChanging(true)}
          >
            {t('change')}
          </button>
        )}
        {changing && deviceId && (
          <ChangeDialog
            room={room}
            deviceId={deviceId}
            place={`${station} ${roomName}`}
            close={() => setChanging(false)}
          />
        )}
      </td>
    </tr>
  );
}
