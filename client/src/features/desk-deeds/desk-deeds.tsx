import type { RequestView } from '@contracts/http/requests';
import type { DeskAppointment } from '@contracts/http/sessions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { dayPartTime, longDate, shortDateTime } from '../../lib/format';
import { addTexts } from '../../lib/i18n';
import { useStationName } from '../../lib/stations';
import { SeriesDialog } from '../series/series-dialog';
import styles from './desk-deeds.module.css';
import en from './en.json';
import { InviteDialog } from './invite-dialog';
import { StepBackDialog } from './step-back-dialog';
import zh from './zh.json';

addTexts('deskDeeds', zh, en);

type Deed = 'invite' | 'stepBack' | 'series';
type Done = 'steppedBack' | RequestView | { readonly fixed: number };

/** What an official may do besides talking: ask a resident to come, fix further sessions, step back from a matter (回避). */
export function DeskDeeds({ appointments }: { appointments: readonly DeskAppointment[] }) {
  const { t } = useTranslation(['deskDeeds', 'series', 'common']);
  const staff = useStaff();
  const [open, setOpen] = useState<Deed | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  if (staff?.role !== 'official') return null;
  const booked = appointments.filter(({ state, sessionId }) => state === 'booked' && sessionId === null);
  const goingOn = appointments.filter(({ state }) => state === 'booked' || state === 'inSession');
  const ask = (what: Deed) => {
    setDone(null);
    setOpen(what);
  };
  return (
    <section className={styles.deeds} aria-label={t('title')}>
      <div className={styles.buttons}>
        <button type="button" className="btn sm" onClick={() => ask('invite')}>
          {t('invite.open')}
        </button>
        {goingOn.length > 0 && (
          <button type="button" className="btn sm" onClick={() => ask('series')}>
            {t('series:open')}
          </button>
        )}
        {booked.length > 0 && (
          <button type="button" className="btn sm" onClick={() => ask('stepBack')}>
            {t('stepBack.open')}
          </button>
        )}
      </div>
      {done && (
        <p className={styles.done} role="status">
          <DoneWords done={done} />
        </p>
      )}
      {open === 'invite' && (
        <InviteDialog
          topics={staff.topics}
          close={(invited) => {
            setDone(invited);
            setOpen(null);
          }}
        />
      )}
      {open === 'series' && (
        <SeriesDialog
          choices={goingOn.map((one) => ({
            requestId: one.requestId,
            startsAt: one.startsAt,
            label: t('series:one', {
              when: shortDateTime(one.startsAt),
              topic: t(`common:topic.${one.topic}`),
              who: one.parties.map(({ name }) => name).join(t('series:separator')),
            }),
          }))}
          close={(fixed) => {
            setDone(fixed === null ? null : { fixed });
            setOpen(null);
          }}
        />
      )}
      {open === 'stepBack' && (
        <StepBackDialog
          booked={booked}
          close={(did) => {
            setDone(did ? 'steppedBack' : null);
            setOpen(null);
          }}
        />
      )}
    </section>
  );
}

function DoneWords({ done }: { done: Done }) {
  const { t } = useTranslation(['deskDeeds', 'series']);
  const stationName = useStationName();
  if (done === 'steppedBack') return t('stepBack.done');
  if ('fixed' in done) return t('series:done', { n: done.fixed });
  const [party] = done.parties;
  const who = { name: party?.name ?? '', station: stationName(party?.stationName ?? '') };
  const startsAt = done.appointment?.startsAt;
  return startsAt
    ? t('invite.done', { ...who, when: `${longDate(startsAt)} ${dayPartTime(startsAt)}` })
    : t('invite.unplaced', who);
}
