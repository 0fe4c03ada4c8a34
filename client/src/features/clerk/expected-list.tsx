import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, longDate, startOfDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Lamp, type LampState } from '../../ui/lamp';
import { Side } from '../../ui/side';
import { CallDialog } from './call-dialog';
import { CancelDialog } from './cancel-dialog';
import { CheckInDialog } from './check-in-dialog';
import styles from './clerk.module.css';
import { missedFrom, type Expected } from './day';
import { deedsOf, type Deed } from './deeds-of';
import { JoinDialog } from './join-dialog';
import { NoShowDialog, UndoNoShowDialog } from './no-show-dialog';
import { ObjectionDialog } from './objection-dialog';
import { useGraceMinutes } from './queries';

const LAMP: Readonly<Record<Expected['stage'], LampState>> = {
  ended: 'on',
  missed: 'fail',
  cancelled: 'off',
  inSession: 'on',
  arrived: 'on',
  confirmed: 'off',
  declined: 'warn',
  noEcho: 'warn',
  notTold: 'warn',
  unplaced: 'warn',
};

interface ExpectedListProps {
  stationId: string;
  expected: readonly Expected[];
  loaded: boolean;
  /** The bureau's date shown, and whether it is today. */
  on: string;
  isToday: boolean;
}

/** Everybody expected on the day shown, with the one thing to do about each, and the rarer ones behind 更多. */
export function ExpectedList({ stationId, expected, loaded, on, isToday }: ExpectedListProps) {
  const { t } = useTranslation('clerk');
  const graceMinutes = useGraceMinutes();
  const [open, setOpen] = useState<{ one: Expected; deed: Deed } | null>(null);
  const arrived = expected.filter(({ stage }) => stage === 'arrived' || stage === 'inSession').length;
  const close = (): void => setOpen(null);
  return (
    <section className={styles.people} aria-labelledby="expected">
      <h2 id="expected">
        {isToday ? t('expected.title') : t('expected.titleOther', { date: longDate(startOfDate(on)) })}
        {isToday && <small>{t('expected.arrived', { n: arrived })}</small>}
      </h2>
      {loaded && expected.length === 0 && (
        <p className={styles.none}>{t(isToday ? 'expected.none' : 'expected.noneOther')}</p>
      )}
      <ul>
        {expected.map((one) => (
          <Row
            key={one.party.id}
            one={one}
            isToday={isToday}
            graceMinutes={graceMinutes}
            start={(deed) => setOpen({ one, deed })}
          />
        ))}
      </ul>
      {open && (open.deed === 'checkIn' || open.deed === 'identity') && <CheckInDialog one={open.one} close={close} />}
      {open?.deed === 'call' && <CallDialog one={open.one} close={close} />}
      {open?.deed === 'object' && <ObjectionDialog one={open.one} close={close} />}
      {open?.deed === 'cancel' && <CancelDialog one={open.one} close={close} />}
      {open?.deed === 'noShow' && <NoShowDialog one={open.one} graceMinutes={graceMinutes} close={close} />}
      {open?.deed === 'undoNoShow' && <UndoNoShowDialog one={open.one} close={close} />}
      {open?.deed === 'join' && <JoinDialog stationId={stationId} one={open.one} close={close} />}
    </section>
  );
}

interface RowProps {
  one: Expected;
  isToday: boolean;
  graceMinutes: number | null;
  start: (deed: Deed) => void;
}

function Row({ one, isToday, graceMinutes, start }: RowProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const now = useNow(30_000);
  const { party, request, stage } = one;
  const { shown, more } = deedsOf(one, { isToday, nowMs: now, graceMinutes });
  const identityOpen = stage === 'arrived' && !party.identityCheckedAt;
  return (
    <li className={stage === 'ended' || stage === 'cancelled' || stage === 'missed' ? styles.gone : undefined}>
      <span className={styles.time}>{one.hasTime ? clockTime(one.startsAt) : '–'}</span>
      <span className={styles.name}>
        {request.parties.length > 1 && <Side side={party.side} />}
        <b>{party.name}</b>
        <em>
          {[t(`common:topic.${request.topic}`), ...party.needs.map((need) => t(`common:need.${need}`))].join(t('sep'))}
        </em>
      </span>
      <span className={styles.state}>
        <Lamp state={identityOpen ? 'warn' : LAMP[stage]}>
          <StageWords one={one} late={graceMinutes !== null && now >= (missedFrom(one, graceMinutes) ?? Infinity)} />
        </Lamp>
      </span>
      <span className={styles.deeds}>
        {shown.map((deed) => (
          <button key={deed} type="button" className="btn" onClick={() => start(deed)}>
            {t(`expected.${deed}`)}
          </button>
        ))}
        {more.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: more.map((deed) => ({ key: deed, label: t(`expected.${deed}`) })),
              onClick: ({ key }) => {
                const deed = more.find((one_) => one_ === key);
                if (deed) start(deed);
              },
            }}
          >
            <button type="button" className="btn quiet sm" aria-label={t('expected.moreOf', { name: party.name })}>
              {t('expected.more')}
            </button>
          </Dropdown>
        )}
      </span>
    </li>
  );
}

function StageWords({ one: { party, stage }, late }: { one: Expected; late: boolean }) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  if (stage === 'ended') return t('expected.talked');
  if (stage === 'missed') return t('expected.missed');
  if (stage === 'cancelled') return t('expected.cancelled');
  if (stage === 'inSession') return t('expected.inTalk');
  const extra = [
    party.companions > 0 ? t('expected.companions', { n: party.companions }) : '',
    party.guardianName ? t('expected.guardian', { name: party.guardianName }) : '',
  ].filter(Boolean);
  if (stage === 'unplaced') return [t('expected.unplaced'), ...extra].join(t('sep'));
  if (stage !== 'arrived') {
    const what = t(`expected.${stage}`);
    return [t(late ? 'expected.overdue' : 'expected.notYet', { what }), ...extra].join(t('sep'));
  }
  const minutes = Math.floor((now - Date.parse(party.checkedInAt ?? '')) / 60_000);
  return [
    minutes < 1 ? t('expected.hereNow') : t('expected.here', { minutes }),
    t(party.identityCheckedAt ? 'expected.identityDone' : 'expected.identityOpen'),
    ...extra,
  ].join(t('sep'));
}
