import type { RecordingAlarm } from '@contracts/http/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaff } from '../../app/me';
import { PATH_OF_SCREEN } from '../../app/screens';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { shortDateTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CompareNow } from './compare-now';
import { FindingsTable } from './findings-table';
import { SCOPE_WORD } from './moment-words';
import { recordingPath } from './path';
import { useAlarms, useFindings } from './queries';
import './texts';
import styles from './watch.module.css';

/** For who watches over all recordings: what does not run now, and what the night found. */
export default function WatchPage() {
  const { t } = useTranslation(['recording', 'common']);
  const role = useStaff()?.role;
  const alarms = useAlarms('board');
  const findings = useFindings();
  const [done, setDone] = useState('');
  const reconciledAt = findings.data?.reconciledAt ?? null;
  return (
    <StaffShell>
      <div className={styles.page}>
        <h1>{t('watch.title')}</h1>
        <section>
          <h2>{t('watch.alarms')}</h2>
          {alarms.error && <Refusal error={asApiError(alarms.error)} again={() => void alarms.refetch()} staff />}
          {alarms.data?.alarms.length === 0 && (
            <p>
              <Lamp state="on">{t('watch.noAlarms')}</Lamp>
            </p>
          )}
          {alarms.data && alarms.data.alarms.length > 0 && <Alarms alarms={alarms.data.alarms} />}
        </section>
        <section>
          <header>
            <h2>{t('watch.findings')}</h2>
            {findings.data && (
              <span>{reconciledAt ? t('watch.last', { time: shortDateTime(reconciledAt) }) : t('watch.never')}</span>
            )}
            <Link className="btn" to={PATH_OF_SCREEN.keeping}>
              {t('common:nav.keeping')}
            </Link>
            {role === 'auditor' && <CompareNow done={setDone} />}
          </header>
          <p role="status">{done}</p>
          {findings.error && <Refusal error={asApiError(findings.error)} again={() => void findings.refetch()} staff />}
          {findings.data?.findings.length === 0 && reconciledAt && (
            <p>
              <Lamp state="on">{t('watch.noFindings')}</Lamp>
            </p>
          )}
          {findings.data && findings.data.findings.length > 0 && <FindingsTable findings={findings.data.findings} />}
          {!findings.data && !findings.error && <Loading />}
        </section>
      </div>
    </StaffShell>
  );
}

function Alarms({ alarms }: { alarms: readonly RecordingAlarm[] }) {
  const { t } = useTranslation('recording');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('watch.what')}</th>
          <th scope="col">{t('watch.request')}</th>
          <th scope="col">{t('watch.host')}</th>
          <th scope="col">{t('watch.where')}</th>
          <th scope="col">{t('watch.found')}</th>
        </tr>
      </thead>
      <tbody>
        {alarms.map(({ id, sessionId, requestNo, hostName, kind, scope, openedAt }) => (
          <tr key={id}>
            <th scope="row">
              <Lamp state="fail">{t(`alarm.kind.${kind}`)}</Lamp>
            </th>
            <td>
              <Link to={recordingPath(sessionId)}>{requestNo}</Link>
            </td>
            <td>{hostName}</td>
            <td>{scope && t(SCOPE_WORD[scope])}</td>
            <td>{t('alarm.since', { time: shortDateTime(openedAt) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
