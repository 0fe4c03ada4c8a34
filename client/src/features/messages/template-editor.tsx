import type { TemplateView } from '@contracts/http/notices';
import { Input, Popconfirm, type GetRef } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import styles from './messages.module.css';
import { resetTemplate, saveTemplate, templatesChanged, usePreview } from './queries';

const LONGEST = 600;
/** The preview follows the typing this closely. */
const PAUSE_MS = 250;

/** One template in one language: its text, the words it may use, and how it arrives. */
export function TemplateEditor({ template }: { template: TemplateView }) {
  const { t } = useTranslation('messages');
  const { language } = template;
  /** Null while nothing was typed: then the stored text shows, also when somebody else changes it. */
  const [draft, setDraft] = useState<string | null>(null);
  const body = draft ?? template.body;
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const area = useRef<GetRef<typeof Input.TextArea>>(null);
  const settled = useDeferredValue(useSettled(body, PAUSE_MS));
  const preview = usePreview(template, settled);
  const changed = body !== template.body;
  const wrong = preview.error && asApiError(preview.error).code !== 'UNAVAILABLE' ? asApiError(preview.error) : null;

  const insert = (word: string): void => {
    const text = area.current?.resizableTextArea?.textArea;
    const at = text?.selectionStart ?? body.length;
    setDraft(body.slice(0, at) + word + body.slice(text?.selectionEnd ?? at));
    text?.focus();
  };
  const send = async (work: () => Promise<TemplateView>): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      await work();
      await templatesChanged();
      setDraft(null);
    } catch (error) {
      const refusal = asApiError(error);
      setRefused(refusal);
      // What was typed stays; what stands now is shown beside it.
      if (refusal.code === 'STALE_VERSION') await templatesChanged();
    }
    setSending(false);
  };
  return (
    <section className={styles.editor} aria-label={t(`template.${language}`)}>
      <h2>
        {t(`template.${language}`)}
        <small>{t(template.edited ? 'template.edited' : 'template.builtIn')}</small>
      </h2>
      <Input.TextArea
        ref={area}
        lang={language}
        aria-label={`${t('template.text')} ${t(`template.${language}`)}`}
        autoSize={{ minRows: 5, maxRows: 12 }}
        maxLength={LONGEST}
        value={body}
        status={wrong ? 'error' : ''}
        onChange={(event) => setDraft(event.target.value)}
      />
      <p className={styles.words}>
        <span>{t('template.words')}</span>
        {template.placeholders.map((word) => (
          <button key={word} type="button" className="btn sm" onClick={() => insert(`{${word}}`)}>
            {t(`template.word.${word}`)} <code>{`{${word}}`}</code>
          </button>
        ))}
      </p>
      <div className={styles.bubble} aria-live="polite">
        <h3>{t('template.preview')}</h3>
        {wrong ? <Refusal error={wrong} /> : <p lang={language}>{preview.data?.text}</p>}
        {preview.data && !wrong && (
          <small>
            {t('template.size', { characters: preview.data.characters, count: preview.data.segments })}
            {body.includes('{link}') && <em>{t('template.linkNote')}</em>}
          </small>
        )}
      </div>
      {refused && <Refusal error={refused} staff />}
      {refused?.code === 'STALE_VERSION' && <p className={styles.now}>{t('template.now', { body: template.body })}</p>}
      <div className={styles.buttons}>
        <button
          type="button"
          className="btn primary"
          disabled={!changed || sending || wrong !== null}
          onClick={() => void send(() => saveTemplate(template, body))}
        >
          {t('template.save')}
        </button>
        {changed && (
          <button type="button" className="btn" onClick={() => setDraft(null)}>
            {t('template.undo')}
          </button>
        )}
        {template.edited && !changed && (
          <Popconfirm title={t('template.resetAsk')} onConfirm={() => void send(() => resetTemplate(template))}>
            <button type="button" className="btn" disabled={sending}>
              {t('template.reset')}
            </button>
          </Popconfirm>
        )}
      </div>
    </section>
  );
}

/** The value once it has not changed for a while. */
function useSettled(value: string, pauseMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
