import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Lamp, type LampState } from '../../ui/lamp';
import { Side } from '../../ui/side';
import { CallDialog } from './call-dialog';
import { CheckInDialog } from './check-in-dialog';
import styles from './clerk.module.css';
import type { Expected } from './day';

const LAMP: Readonly<Record<Expected['stage'], LampState>> = {
  ended: 'on',
  inSession: 'on',
  arrived: 'on',
  confirmed: 'off',
  declined: 'warn',
  noEcho: 'warn',
  notTold: 'warn',
};

/** Everybody expected today, with the one thing to do about each. */
export function ExpectedList({ expected, loaded }: { expected: readonly Expected[]; loaded: boolean }) {
  const { t } = useTranslation('clerk');
  const [checkIn, setCheckIn] = useState<Expected | null>(null);
  const [call, setCall] = useState<Expected | null>(null);
  const arrived = expected.filter(({ stage }) => stage === 'arrived' || stage === 'inSession').length;
  return (
    <section className={styles.people} aria-labelledby="expected">
      <h2 id="expected">
        {t('expected.title')}
        <small>{t('expected.arrived', { n: arrived })}</small>
      </h2>
      {loaded && expected.length === 0 && <p className={styles.none}>{t('expected.none')}</p>}
      <ul>
        {expected.map((one) => (
          <Row key={one.party.id} one={one} checkIn={() => setCheckIn(one)} call={() => setCall(one)} />
        ))}
      </ul>
      {checkIn && <CheckInDialog one={checkIn} close={() => setCheckIn(null)} />}
      {call && <CallDialog one={call} close={() => setCall(null)} />}
    </section>
  );
}

function Row({ one, checkIn, call }: { one: Expected; checkIn: () => void; call: () => void }) {
  const { t } = useTranslation(['clerk', 'common']);
  const { party, request, stage } = one;
  const identityOpen = stage === 'arrived' && !party.identityCheckedAt;
  return (
    <li className={stage === 'ended' ? styles.gone : undefined}>
      <span className={styles.time}>{clockTime(one.startsAt)}</span>
      <span className={styles.name}>
        {request.parties.length > 1 && <Side side={party.side} />}
        <b>{party.name}</b>
        <em>
          {[t(`common:topic.${request.topic}`), ...party.needs.map((need) => t(`common:need.${need}`))].join(t('sep'))}
        </em>
      </span>
      <span className={styles.state}>
        <Lamp state={identityOpen ? 'warn' : LAMP[stage]}>
          <StageWords one={one} />
        </Lamp>
      </span>
      <span className={styles.deeds}>
        {(stage === 'noEcho' || stage === 'notTold') && (
          <button type="button" className="btn" onClick={call}>
            {t('expected.call')}
          </button>
        )}
        {(stage === 'confirmed' || stage === 'noEcho' || stage === 'notTold' || stage === 'declined') && (
          <button type="button" className="btn" onClick={checkIn}>
            {t('expected.checkIn')}
          </button>
        )}
        {identityOpen && (
          <button type="button" className="btn" onClick={checkIn}>
            {t('expected.identity')}
          </button>
        )}
      </span>
    </li>
  );
}

function StageWords({ one: { party, stage } }: { one: Expected }) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  if (stage === 'ended') return t('expected.talked');
  if (stage === 'inSession') return t('expected.inTalk');
  const extra = [
    party.companions > 0 ? t('expected.companions', { n: party.companions }) : '',
    party.guardianName ? t('expected.guardian', { name: party.guardianName }) : '',
  ].filter(Boolean);
  if (stage !== 'arrived') return [t('expected.notYet', { what: t(`expected.${stage}`) }), ...extra].join(t('sep'));
  const minutes = Math.floor((now - Date.parse(party.checkedInAt ?? '')) / 60_000);
  return [
    minutes < 1 ? t('expected.hereNow') : t('expected.here', { minutes }),
    t(party.identityCheckedAt ? 'expected.identityDone' : 'expected.identityOpen'),
    ...extra,
  ].join(t('sep'));
}
