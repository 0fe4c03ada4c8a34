import { Button, DatePicker, Input, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, type ApiError } from '../../lib/api';
import { longDate, startOfDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { Refusal } from '../../ui/refusal';
import { changeTime } from './board-deeds';
import { instantsOf, kindsFor, presetTime, PRESETS, type ExceptionKind, type TimeDraft } from './close-times';
import type { Lane } from './lanes';
import styles from './panel.module.css';

/** What the dialog is about: whose time, and whether it is closed or opened. */
export interface Closing {
  readonly lane: Lane;
  readonly on: string;
  readonly opening: boolean;
}

interface DialogProps {
  closing: Closing;
  cancel: () => void;
  /** Saved; `clashes` appointments can no longer be kept. */
  saved: (clashes: number) => void;
}

/** Away this afternoon, closed for the day, open a little longer: one time that differs from the week. */
export function CloseDialog({ closing, cancel, saved }: DialogProps) {
  const { t } = useTranslation(['board', 'common']);
  const { lane, opening } = closing;
  const now = useNow(60_000);
  const kinds = kindsFor(lane.kind, opening);
  const [draft, setDraft] = useState<TimeDraft>(() =>
    opening ? { on: closing.on, from: '17:30', to: '18:30' } : presetTime('afternoon', closing.on, now),
  );
  const [kind, setKind] = useState<ExceptionKind>(kinds[0] ?? 'closure');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const times = instantsOf(draft);
  const words = { title: t(opening ? 'close.openTitle' : 'close.title', { name: lane.name }) };

  const save = async (): Promise<void> => {
    setTried(true);
    if (!times || !reason.trim() || busy) return;
    setBusy(true);
    setError(null);
    try {
      saved(await changeTime(lane.resourceId, { ...times, kind, reason: reason.trim() }));
    } catch (problem) {
      setError(asApiError(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open title={words.title} footer={null} width={520} onCancel={cancel} destroyOnHidden>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        {!opening && (
          <div className={styles.presets} role="group" aria-label={t('close.when')}>
            {PRESETS.map((preset) => {
              const time = presetTime(preset, closing.on, now);
              const same = time.on === draft.on && time.from === draft.from && time.to === draft.to;
              return (
                <button
                  key={preset}
                  type="button"
                  className="btn sm"
                  aria-pressed={same}
                  onClick={() => setDraft(time)}
                >
                  {t(`close.preset.${preset}`)}
                </button>
              );
            })}
          </div>
        )}
        <TimeFields draft={draft} change={setDraft} wrong={tried && !times} />
        {kinds.length > 1 && (
          <fieldset>
            <legend>{t('close.kind')}</legend>
            <Radio.Group
              value={kind}
              onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
              options={kinds.map((one) => ({ value: one, label: t(`exception.${one}`) }))}
            />
          </fieldset>
        )}
        <label>
          {t('close.reason')}
          <Input
            value={reason}
            maxLength={80}
            autoFocus
            status={tried && !reason.trim() ? 'error' : ''}
            aria-invalid={tried && !reason.trim()}
            placeholder={t(`close.example.${opening ? 'opening' : lane.kind}`)}
            onChange={(event) => setReason(event.target.value)}
          />
          {tried && !reason.trim() && <small className={styles.wrong}>{t('close.reasonMissing')}</small>}
        </label>
        {!opening && (
          <p className={styles.note}>{t('close.note', { date: longDate(startOfDate(draft.on || closing.on)) })}</p>
        )}
        {error && <Refusal error={error} staff />}
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t(opening ? 'close.saveOpen' : 'close.save')}
          </Button>
          <Button onClick={cancel}>{t('common:action.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}

interface FieldsProps {
  draft: TimeDraft;
  change: (draft: TimeDraft) => void;
  wrong: boolean;
}

/** Wall times of the bureau: the browser's own zone has no part in them. */
function TimeFields({ draft, change, wrong }: FieldsProps) {
  const { t } = useTranslation('board');
  const hint = useId();
  return (
    <>
      <div className={styles.times}>
        <label>
          {t('close.on')}
          <DatePicker
            value={/^\d{4}-/.test(draft.on) ? dayjs(draft.on) : null}
            allowClear={false}
            onChange={(day) => change({ ...draft, on: day?.format('YYYY-MM-DD') ?? '' })}
          />
        </label>
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {t(`close.${end}`)}
            <Input
              value={draft[end]}
              maxLength={5}
              status={wrong ? 'error' : ''}
              aria-invalid={wrong}
              aria-describedby={hint}
              onChange={(event) => change({ ...draft, [end]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <p id={hint} className={wrong ? styles.wrong : styles.note}>
        {t(wrong ? 'close.timeWrong' : 'close.midnight')}
      </p>
    </>
  );
}
