import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import { FINDING_KINDS } from '@contracts/http/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { CompareNow } from '../recording/compare-now';
import { FindingsTable } from '../recording/findings-table';
import styles from './keeping.module.css';
import { storedOf, type Stored } from './stored';

/** What the last round compared and found, what stands, and how the nights before went. */
export function Nights({ keeping }: { keeping: RecordingKeeping }) {
  const { t } = useTranslation('recordingKeeping');
  const [done, setDone] = useState('');
  const { rounds, findings, mayReconcile } = keeping;
  const stored = storedOf(keeping);
  const [last] = rounds;
  return (
    <section>
      <header>
        <h2>{t('nights.title')}</h2>
        <span>{last ? t('nights.last', { time: shortDateTime(last.finishedAt) }) : t('nights.never')}</span>
        {mayReconcile && <CompareNow done={setDone} />}
      </header>
      <p role="status">{done}</p>
      {stored && <Figures stored={stored} />}
      {last && findings.length === 0 && (
        <p>
          <Lamp state="on">{t('nights.noFindings')}</Lamp>
        </p>
      )}
      {findings.length > 0 && <FindingsTable className={styles.found} findings={findings} />}
      {rounds.length > 0 && <Rounds rounds={rounds} />}
    </section>
  );
}

function Figures({ stored: { expected, whole, of } }: { stored: Stored }) {
  const { t } = useTranslation('recordingKeeping');
  return (
    <dl className={styles.figures}>
      {(
        [
          ['expected', expected, false],
          ['whole', whole, whole < expected],
        ] as const
      ).map(([name, value, bad]) => (
        <div key={name} className={bad ? styles.bad : undefined}>
          <dt>{t(`nights.${name}`)}</dt>
          <dd>{value.toLocaleString('en')}</dd>
        </div>
      ))}
      {FINDING_KINDS.map((kind) => (
        <div key={kind} className={of[kind] > 0 ? styles.bad : undefined}>
          <dt>{t(`nights.kind.${kind}`)}</dt>
          <dd>
            {of[kind] > 0 && <span aria-hidden="true">■ </span>}
            {of[kind].toLocaleString('en')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const COLUMNS = ['recordings', 'segments', 'findings', 'purged'] as const;

function Rounds({ rounds }: Pick<RecordingKeeping, 'rounds'>) {
  const { t } = useTranslation('recordingKeeping');
  return (
    <table className={styles.rounds}>
      <caption>{t('rounds.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rounds.at')}</th>
          <th scope="col">{t('rounds.by')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`rounds.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rounds.map((round) => (
          <tr key={round.finishedAt}>
            <th scope="row">{shortDateTime(round.finishedAt)}</th>
            <td data-label={t('rounds.by')}>{round.byName ?? t('rounds.night')}</td>
            {COLUMNS.map((column) => (
              <td key={column} data-label={t(`rounds.${column}`)}>
                {round[column].toLocaleString('en')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
