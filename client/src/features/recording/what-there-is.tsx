import type { RecordingSummary } from '@contracts/http/recordings';
import { useTranslation } from 'react-i18next';
import { clockTime, duration, shortDate, shortDateTime } from '../../lib/format';
import { Lamp, type LampState } from '../../ui/lamp';
import { fileSize, SCOPE_WORD } from './moment-words';
import styles from './recording.module.css';

const LAMP = { none: 'off', on: 'rec', away: 'fail', ended: 'on', purged: 'off' } as const satisfies Record<
  RecordingSummary['state'],
  LampState
>;

/** Which parts were recorded, when and how much, and what went wrong. */
export function WhatThereIs({ summary }: { summary: RecordingSummary }) {
  const { t } = useTranslation('recording');
  const { state, scopes, alarms, required } = summary;
  return (
    <section className={styles.what}>
      <h2>
        {t('what.title')}
        <Lamp state={LAMP[state]}>{t(`state.${state}`)}</Lamp>
      </h2>
      {alarms.map(({ id, kind, openedAt, closedAt }) => (
        <p key={id} className={closedAt ? styles.note : styles.alarm}>
          <Lamp state={closedAt ? 'warn' : 'fail'}>{t(`alarm.kind.${kind}`)}</Lamp>{' '}
          {closedAt
            ? t('what.range', { from: shortDateTime(openedAt), to: clockTime(closedAt) })
            : t('alarm.since', { time: shortDateTime(openedAt) })}
        </p>
      ))}
      {scopes.length === 0 && state !== 'purged' && (
        <p className={styles.note}>{t(required ? 'what.noneRequired' : 'what.none')}</p>
      )}
      {scopes.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['scope', 'when', 'long', 'size'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`what.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scopes.map(({ scope, from, to, bytes, mayOpen }) => (
              <tr key={scope}>
                <th scope="row">
                  {t(SCOPE_WORD[scope])}
                  {!mayOpen && <small>{t('what.notYours')}</small>}
                </th>
                <td>
                  {shortDate(from)} {t('what.range', { from: clockTime(from), to: clockTime(to) })}
                </td>
                <td>{duration(Math.max(60_000, Date.parse(to) - Date.parse(from)))}</td>
                <td>{fileSize(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
