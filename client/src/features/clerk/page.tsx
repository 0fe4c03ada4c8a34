import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { Denied } from '../../app/plain-page';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { isoDate, startOfDate } from '../../lib/format';
import { useHouse } from '../../lib/house';
import { addTexts } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { useStationName } from '../../lib/stations';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './clerk.module.css';
import { expectedAt } from './day';
import en from './en.json';
import { ExpectedList } from './expected-list';
import { HelpBanner } from './help-banner';
import { KeptBar } from './kept-bar';
import { QueueList } from './queue-list';
import { useDay, useMissed, useRooms } from './queries';
import { fromRegisterRequest, type RegistrationDraft } from './registration-draft';
import { RegistrationForm } from './registration-form';
import { RoomDay } from './room-day';
import { StationTasks } from '../stations/station-tasks';
import { RoomHealth } from './room-health';
import { SharedSets } from './shared-sets';
import { useKept } from './use-kept';
import zh from './zh.json';

addTexts('clerk', zh, en);

/** The clerk's desk: the room today, who is expected, and the registration of whoever stands there. */
export default function StationPage() {
  const staff = useStaff();
  if (!staff) return <Loading />;
  if (!staff.stationId) return <Denied />;
  return <StationDesk staffId={staff.id} stationId={staff.stationId} stationName={staff.stationName ?? ''} />;
}

function StationDesk({ staffId, stationId, stationName }: { staffId: string; stationId: string; stationName: string }) {
  const { t } = useTranslation('clerk');
  const nameOf = useStationName();
  const now = useNow(30_000);
  const today = isoDate(now);
  const [chosen, setChosen] = useState<string | null>(null);
  // A day that has passed while it was shown gives way to today.
  const on = chosen !== null && chosen > today ? chosen : today;
  const isToday = on === today;
  const day = useDay(stationId, on);
  const missed = useMissed(stationId);
  const rooms = useRooms(stationId);
  const kept = useKept(staffId);
  const [takenBack, setTakenBack] = useState<{ key: string; draft: RegistrationDraft } | null>(null);
  useHouse('station', stationId);
  const shown = day.data ?? [];
  const late = isToday ? (missed.data ?? []).filter(({ id }) => shown.every((one) => one.id !== id)) : [];
  const requests = [...shown, ...late];
  return (
    <StaffShell title={nameOf(stationName)}>
      <div className={styles.page}>
        <HelpBanner stationId={stationId} />
        <SharedSets stationId={stationId} />
        <KeptBar
          kept={kept}
          takeBack={(entry) => {
            setTakenBack({ key: entry.key, draft: fromRegisterRequest(entry.input, stationId) });
            kept.discard(entry.key);
          }}
        />
        <div className={styles.grid}>
          <RoomDay
            stationId={stationId}
            requests={requests}
            midnightMs={startOfDate(on)}
            on={on}
            isToday={isToday}
            showDay={setChosen}
          />
          <div className={styles.middle}>
            {day.error && <Refusal error={asApiError(day.error)} again={() => void day.refetch()} staff />}
            {day.isPending && <Loading />}
            {isToday && <QueueList stationId={stationId} />}
            <ExpectedList
              stationId={stationId}
              expected={expectedAt(stationId, requests)}
              loaded={day.data !== undefined && !day.isPlaceholderData}
              on={on}
              isToday={isToday}
            />
            {rooms.error && !rooms.data ? (
              <Refusal error={asApiError(rooms.error)} again={() => void rooms.refetch()} staff />
            ) : (
              <>
                <RoomHealth rooms={rooms.data ?? []} />
                <StationTasks stationName={nameOf(stationName)} />
              </>
            )}
          </div>
          <section className={styles.right} aria-label={t('form.title')}>
            <RegistrationForm
              key={takenBack?.key ?? 'new'}
              stationId={stationId}
              keep={kept.keep}
              keptKeys={kept.entries.map(({ key }) => key)}
              takenBack={takenBack?.draft ?? null}
            />
          </section>
        </div>
      </div>
    </StaffShell>
  );
}
