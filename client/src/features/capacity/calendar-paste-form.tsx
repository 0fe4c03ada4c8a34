import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPasted, type Override } from './calendar-paste';
import styles from './capacity.module.css';

interface CalendarPasteProps {
  save: (overrides: readonly Override[]) => Promise<boolean>;
  year: number;
}

/** A published arrangement at once: a line a day, or a span of days. */
export function CalendarPaste({ save, year }: CalendarPasteProps) {
  const { t } = useTranslation('capacity');
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const { days, mistakes } = readPasted(text);
  const submit = async (): Promise<void> => {
    setSending(true);
    const done = await save(days);
    setSending(false);
    if (done) setText('');
  };
  return (
    <div className={styles.paste}>
      <h2>
        <label htmlFor="paste-days">{t('paste.title')}</label>
      </h2>
      <p className={styles.hint}>{t('paste.hint')}</p>
      <Input.TextArea
        id="paste-days"
        rows={5}
        value={text}
        placeholder={t('paste.example', { year })}
        onChange={(event) => setText(event.target.value)}
      />
      {mistakes.map(({ line, code }) => (
        <p key={line} className="msg-err" role="alert">
          {t('paste.line', { line, words: t(`paste.${code}`) })}
        </p>
      ))}
      <p className={styles.buttons}>
        <span>{days.length > 0 && t('paste.read', { n: days.length })}</span>
        <button
          type="button"
          className="btn"
          disabled={sending || days.length === 0 || mistakes.length > 0}
          onClick={() => void submit()}
        >
          {t('paste.save')}
        </button>
      </p>
    </div>
  );
}
