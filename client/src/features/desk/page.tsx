import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { isoDate, startOfDate } from '../../lib/format';
import { addTexts } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { DeskDeeds } from '../desk-deeds/desk-deeds';
import { RecordingAlarms } from '../recording/alarm-banner';
import { ForYou } from '../staff-messages/for-you';
import { nextAppointment, outcomesOwed } from './day';
import { DayList } from './day-list';
import './desk.css';
import { DeviceLamp } from './device-lamp';
import { Duties } from './duties';
import en from './en.json';
import { Invitations } from './invitations';
import { NextAppointment } from './next-appointment';
import { useDesk, useMyFollowUps } from './queries';
import { useArrivalSignal } from './use-arrival-signal';
import { WaitingList } from './waiting-list';
import zh from './zh.json';

addTexts('desk', zh, en);

const NOON = 12 * 3_600_000;

/** 今天: the next person, the day by time, who waits, what is owed. */
export default function DeskPage() {
  const { t } = useTranslation('desk');
  const desk = useDesk();
  const followUps = useMyFollowUps();
  const now = useNow(5_000);
  const [audible, setAudible] = useState(true);
  const arrived = useArrivalSignal(desk.data?.waiting, audible);

  const all = desk.data?.appointments ?? [];
  const today = all.filter(({ startsAt }) => isoDate(startsAt) === isoDate(now));
  const next = nextAppointment(today, now) ?? nextAppointment(all, now);
  return (
    <StaffShell aside={<DeviceLamp />}>
      <p className="visually-hidden" role="status">
        {arrived && t('waiting.new', { name: arrived.name })}
      </p>
      {desk.data ? (
        <div className="dk">
          <div className="dk-main">
            <RecordingAlarms />
            <Invitations audible={audible} />
            <ForYou />
            {desk.error && <Refusal error={asApiError(desk.error)} again={() => void desk.refetch()} staff />}
            <NextAppointment appointment={next} now={now} />
            <DayList appointments={today} next={next} noon={startOfDate(isoDate(now)) + NOON} now={now} />
            <DeskDeeds appointments={all} />
          </div>
          <aside className="dk-aside">
            <WaitingList
              waiting={desk.data.waiting}
              appointments={all}
              now={now}
              audible={audible}
              setAudible={setAudible}
            />
            {followUps.error && (
              <Refusal error={asApiError(followUps.error)} again={() => void followUps.refetch()} staff />
            )}
            <Duties owed={outcomesOwed(all)} followUps={followUps.data ?? []} now={now} />
            <p className="dk-note">{t('duties.note')}</p>
          </aside>
        </div>
      ) : desk.error ? (
        <div className="dk-alone">
          <Refusal error={asApiError(desk.error)} again={() => void desk.refetch()} staff />
        </div>
      ) : (
        <Loading />
      )}
    </StaffShell>
  );
}
