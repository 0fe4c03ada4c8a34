import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { SCOPE_WORD } from '../recording/moment-words';
import styles from './keeping.module.css';
import { RecordingNumber } from './recording-number';

/** What stands since the last round: which recording, which file, since when. */
export function Found({ findings }: Pick<RecordingKeeping, 'findings'>) {
  const { t } = useTranslation(['recordingKeeping', 'recording']);
  return (
    <table className={styles.found}>
      <thead>
        <tr>
          {(['what', 'request', 'where', 'found'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`recording:watch.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {findings.map(({ id, sessionId, requestNo, kind, scope, number, foundAt }) => (
          <tr key={id}>
            <th scope="row">
              <Lamp state="fail">{t(`recording:watch.kind.${kind}`)}</Lamp>
            </th>
            <td>
              <RecordingNumber sessionId={sessionId} requestNo={requestNo} />
            </td>
            <td>
              {[
                scope && t(`recording:${SCOPE_WORD[scope]}`),
                number !== null && t('recording:watch.segment', { number: number + 1 }),
              ]
                .filter(Boolean)
                .join(t('recording:separator'))}
            </td>
            <td>{shortDateTime(foundAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
