import { csvImported, type CsvImported } from '@contracts/http/capacity';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { ClashLine } from './clash-line';
import { ImportErrors } from './import-errors';
import { capacityChanged } from './use-capacity';

/** Hours of many at once from a table: tried first, written only when every line is right. */
export function ImportTab() {
  const { t } = useTranslation('capacity');
  const staff = useStaff();
  const [csv, setCsv] = useState('');
  const [tried, setTried] = useState<CsvImported | null>(null);
  const [done, setDone] = useState<CsvImported | null>(null);
  const { sending, refused, run, dismiss } = useDeed();
  const file = useRef<HTMLInputElement>(null);
  const sent = useRef<SentKey | null>(null);
  const type = (next: string): void => {
    setCsv(next);
    setTried(null);
    setDone(null);
    dismiss();
  };
  const send = (dryRun: boolean): Promise<void> => {
    const body = { csv, dryRun };
    const attempt = keyFor(body, sent.current);
    sent.current = attempt;
    return run(async () => {
      const answer = await api.post(csvImported, '/api/hours/import', body, { idempotencyKey: attempt.key });
      if (dryRun) return setTried(answer);
      type('');
      setDone(answer);
      await capacityChanged();
    });
  };
  if (staff && staff.role !== 'admin' && staff.role !== 'scheduler')
    return <p className={styles.empty}>{t('import.notYours')}</p>;
  const good = tried !== null && tried.errors.length === 0;
  return (
    <div className={styles.import}>
      <section aria-labelledby="import-title">
        <h2 id="import-title">{t('import.title')}</h2>
        <p className={styles.hint}>{t('import.how')}</p>
        <p className={styles.buttons}>
          <button type="button" className="btn" onClick={() => file.current?.click()}>
            {t('import.file')}
          </button>
          <a
            className="btn quiet"
            download={t('import.templateName')}
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${t('import.template')}`)}`}
          >
            {t('import.getTemplate')}
          </a>
          <input
            ref={file}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            hidden
            onChange={(event) => {
              const [picked] = event.target.files ?? [];
              event.target.value = '';
              if (picked) void readText(picked).then(type);
            }}
          />
        </p>
        <label className={styles.hint} htmlFor="csv">
          {t('import.paste')}
        </label>
        <Input.TextArea
          id="csv"
          rows={14}
          className={styles.csv}
          value={csv}
          onChange={(event) => type(event.target.value)}
          placeholder={t('import.template')}
        />
        <p className={styles.buttons}>
          <Button
            type={good ? 'default' : 'primary'}
            loading={sending && !good}
            disabled={csv.trim() === ''}
            onClick={() => void send(true)}
          >
            {t('import.try')}
          </Button>
          {good && (
            <Button type="primary" loading={sending} onClick={() => void send(false)}>
              {t('import.write', { n: tried.resources })}
            </Button>
          )}
        </p>
      </section>
      <section aria-live="polite" aria-label={t('import.result')}>
        {refused && <Refusal error={refused} staff />}
        {done && <ClashLine words={t('import.done', { rows: done.rows, n: done.resources })} clashes={done.clashes} />}
        {good && (
          <p className={tried.clashes > 0 ? styles.clash : styles.done}>
            {t('import.good', { rows: tried.rows, n: tried.resources })}{' '}
            {tried.clashes > 0 ? <b>{t('import.wouldClash', { n: tried.clashes })}</b> : t('noClash')}
          </p>
        )}
        {tried && tried.errors.length > 0 && <ImportErrors errors={tried.errors} />}
        {!tried && !done && !refused && <Columns />}
      </section>
    </div>
  );
}

const COLUMNS = [
  'resource',
  'weekday',
  'opens',
  'closes',
  'validFrom',
  'validTo',
  'everyWeeks',
  'anchor',
  'nthOfMonth',
  'purpose',
];

function Columns() {
  const { t } = useTranslation('capacity');
  return (
    <table className={styles.table}>
      <caption>{t('import.columns')}</caption>
      <tbody>
        {COLUMNS.map((column) => (
          <tr key={column}>
            <th scope="row">{t(`column.${column}`)}</th>
            <td>{t(`columnHint.${column}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** UTF-8, or what older spreadsheets save Chinese in. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
