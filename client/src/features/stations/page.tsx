import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { useNow } from '../../lib/server-clock';
import { Lamp } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CheckHistory } from './check-history';
import { useDevices } from './devices-api';
import { LAMP_OF_CONDITION, RoomRow } from './room-row';
import styles from './stations.module.css';
import './texts';
import { CONDITIONS, countsOf, worstFirst } from './worst-first';

/** 各站视频室: the room of each station, the worst first, with what to do about it. */
export default function StationsPage() {
  const { t } = useTranslation('stations');
  const role = useStaff()?.role;
  useHouse('board');
  const now = useNow(30_000);
  const { data, error, refetch } = useDevices('board');
  const [opened, setOpened] = useState<string | null>(null);
  const counts = countsOf(data ?? []);
  return (
    <StaffShell>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          {data && (
            <ul>
              {CONDITIONS.filter((condition) => counts[condition] > 0).map((condition) => (
                <li key={condition}>
                  <Lamp state={LAMP_OF_CONDITION[condition]}>
                    {t(`condition.${condition}`)} {counts[condition]}
                  </Lamp>
                </li>
              ))}
            </ul>
          )}
        </header>
        {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
        {!data && !error && <Loading />}
        {data?.length === 0 && <p>{t('none')}</p>}
        {data && data.length > 0 && (
          <table className={styles.rooms}>
            <thead>
              <tr>
                {(['room', 'state', 'wrong', 'checked', 'screen'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {worstFirst(data).map((room) => (
                <Fragment key={room.roomId}>
                  <RoomRow
                    room={room}
                    now={now}
                    mayTickOff={role === 'dutyLeader' || role === 'admin'}
                    mayChange={role === 'admin'}
                    opened={opened === room.roomId}
                    open={() => setOpened(opened === room.roomId ? null : room.roomId)}
                  />
                  {opened === room.roomId && (
                    <tr className={styles.history}>
                      <td colSpan={5}>
                        <CheckHistory roomId={room.roomId} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </StaffShell>
  );
}
