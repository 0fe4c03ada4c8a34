import type { CsvImported } from '@contracts/http/capacity';
import { useTranslation } from 'react-i18next';
import styles from './capacity.module.css';

/** More than this nobody reads; the first are enough to begin with. */
const SHOWN = 200;

/** What is wrong in which line and column, as the spreadsheet counts them. */
export function ImportErrors({ errors }: { errors: CsvImported['errors'] }) {
  const { t } = useTranslation('capacity');
  return (
    <table className={styles.table}>
      <caption className={styles.wrongCaption}>{t('import.wrong', { n: errors.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('import.line')}</th>
          <th scope="col">{t('import.column')}</th>
          <th scope="col">{t('import.mistake')}</th>
        </tr>
      </thead>
      <tbody>
        {errors.slice(0, SHOWN).map(({ line, column, code, params }) => (
          <tr key={`${line}-${column}-${code}`}>
            <td>{line}</td>
            <td>{column === '' ? '' : t(`column.${column}`)}</td>
            <td>{t(`csv.${code}`, params)}</td>
          </tr>
        ))}
      </tbody>
      {errors.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={3}>{t('import.more', { n: errors.length - SHOWN })}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
