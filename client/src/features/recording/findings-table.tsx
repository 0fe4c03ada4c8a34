import type { RecordingKeeping } from '@contracts/http/recording-keeping';
import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format';
import { Lamp } from '../../ui/lamp';
import { SCOPE_WORD } from './moment-words';
import { RecordingNumber } from './recording-number';

/** What stands since the last round: which recording, which file, since when. */
export function FindingsTable({
  findings,
  className,
}: Pick<RecordingKeeping, 'findings'> & { className?: string | undefined }) {
  const { t } = useTranslation('recording');
  return (
    <table className={className}>
      <thead>
        <tr>
          {(['what', 'request', 'where', 'found'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`watch.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {findings.map(({ id, sessionId, requestNo, kind, scope, number, foundAt }) => (
          <tr key={id}>
            <th scope="row">
              <Lamp state="fail">{t(`watch.kind.${kind}`)}</Lamp>
            </th>
            <td>
              <RecordingNumber sessionId={sessionId} requestNo={requestNo} />
            </td>
            <td>
              {[scope && t(SCOPE_WORD[scope]), number !== null && t('watch.segment', { number: number + 1 })]
                .filter(Boolean)
                .join(t('separator'))}
            </td>
            <td>{shortDateTime(foundAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
