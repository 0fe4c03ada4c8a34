import { versionChanged, type SchedulingSettings } from '@contracts/http/capacity';
import { checkSettings } from '@domain/capacity/settings';
import { refusalOf } from '@domain/errors';
import { Button, InputNumber, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { NewerNote } from './newer-note';
import { capacityChanged } from './use-capacity';
import { useHeld } from './use-held';

const GRIDS = [5, 10, 15, 30] as const;
/** With the unit in which each is typed, and what the contract allows. */
const NUMBERS = [
  ['minimumNoticeMinutes', 'minutes', 0, 1440],
  ['bookingWindowDays', 'days', 1, 90],
  ['bufferMinutes', 'minutes', 0, 60],
  ['freezeMinutes', 'minutes', 0, 2880],
  ['holdMinutes', 'minutes', 1, 15],
  ['noShowGraceMinutes', 'minutes', 5, 120],
  ['tellDelayMinutes', 'minutes', 0, 240],
] as const;

interface HeldSettingsProps {
  newest: SchedulingSettings;
  mayEdit: boolean;
  saved: (clashes: number) => void;
}

/** The form of the settings; news from others waits while something is typed. */
export function HeldSettings({ newest, ...rest }: HeldSettingsProps) {
  const [unsaved, setUnsaved] = useState(false);
  const { held, newer, take } = useHeld(newest, unsaved);
  const takeTheirs = (): void => {
    setUnsaved(false);
    take();
  };
  return (
    <SettingsForm
      {...rest}
      key={held.version}
      settings={held}
      newerVersion={newer ? newest.version : null}
      takeTheirs={takeTheirs}
      setUnsaved={setUnsaved}
    />
  );
}

interface SettingsFormProps extends Omit<HeldSettingsProps, 'newest'> {
  settings: SchedulingSettings;
  /** Of what somebody else has saved since. */
  newerVersion: number | null;
  takeTheirs: () => void;
  setUnsaved: (unsaved: boolean) => void;
}

/** What contradicts what is said while it is typed; the server says it again. */
function SettingsForm({ settings, newerVersion, takeTheirs, setUnsaved, mayEdit, saved }: SettingsFormProps) {
  const { t } = useTranslation(['capacity', 'common']);
  const [values, setValues] = useState(settings);
  const { sending, refused, run, dismiss } = useDeed(capacityChanged);
  const contradiction = refusalOf(() => checkSettings(values));
  const dirty = JSON.stringify({ ...values, version: 0 }) !== JSON.stringify({ ...settings, version: 0 });
  useEffect(() => setUnsaved(dirty), [dirty, setUnsaved]);
  const change = (part: Partial<SchedulingSettings>) => setValues({ ...values, ...part });
  const params = contradiction?.params ?? {};
  const topicOf = (topic: unknown) => (typeof topic === 'string' ? t(`common:topic.${topic}`) : '');
  const save = (): Promise<void> =>
    run(async () => {
      const { clashes } = await api.put(versionChanged, '/api/scheduling-settings', values);
      setUnsaved(false);
      saved(clashes);
    });
  return (
    <form
      className={styles.settingsForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (!contradiction) void save();
      }}
    >
      <fieldset disabled={!mayEdit}>
        <legend>{t('settings.title')}</legend>
        <div className={styles.setting}>
          <span>
            <b>{t('settings.gridMinutes')}</b>
            <em>{t('settings.hint.gridMinutes')}</em>
          </span>
          <Radio.Group
            optionType="button"
            aria-label={t('settings.gridMinutes')}
            disabled={!mayEdit}
            value={values.gridMinutes}
            onChange={(event) => change({ gridMinutes: GRIDS.find((one) => one === event.target.value) ?? 10 })}
            options={GRIDS.map((value) => ({ value, label: t('settings.unit.minutes', { n: value }) }))}
          />
        </div>
        {NUMBERS.map(([key, unit, min, max]) => (
          <div key={key} className={styles.setting}>
            <label htmlFor={key}>
              <b>{t(`settings.${key}`)}</b>
              <em>{t(`settings.hint.${key}`)}</em>
            </label>
            <InputNumber
              id={key}
              disabled={!mayEdit}
              min={min}
              max={max}
              precision={0}
              status={key in params ? 'error' : ''}
              value={values[key]}
              suffix={t(`settings.word.${unit}`)}
              onChange={(value) => value !== null && change({ [key]: value })}
            />
          </div>
        ))}
      </fieldset>
      <fieldset disabled={!mayEdit}>
        <legend>
          {t('settings.topics')} <small>{t('settings.topicsHint')}</small>
        </legend>
        {values.topics.map(({ topic, durationMinutes }) => (
          <div key={topic} className={styles.setting}>
            <label htmlFor={`topic-${topic}`}>
              <b>{t(`common:topic.${topic}`)}</b>
            </label>
            <InputNumber
              id={`topic-${topic}`}
              disabled={!mayEdit}
              min={10}
              max={240}
              step={values.gridMinutes}
              precision={0}
              status={params['topic'] === topic ? 'error' : ''}
              value={durationMinutes}
              suffix={t('settings.word.minutes')}
              onChange={(value) =>
                value !== null &&
                change({
                  topics: values.topics.map((one) => (one.topic === topic ? { topic, durationMinutes: value } : one)),
                })
              }
            />
          </div>
        ))}
      </fieldset>
      <footer className={dirty ? styles.saveBar : undefined}>
        {contradiction && (
          <p className="msg-err" role="alert">
            {t(`contradiction.${String(params['rule'])}`, { ...params, topic: topicOf(params['topic']) })}
          </p>
        )}
        {newerVersion !== null && newerVersion !== values.version && (
          <NewerNote
            takeTheirs={takeTheirs}
            keepMine={() => {
              change({ version: newerVersion });
              dismiss();
            }}
          />
        )}
        {refused && <Refusal error={refused} staff />}
        {dirty && (
          <>
            <button type="button" className="btn" onClick={() => setValues(settings)}>
              {t('hours.forget')}
            </button>
            <Button type="primary" htmlType="submit" loading={sending} disabled={contradiction !== null}>
              {t('settings.save')}
            </Button>
          </>
        )}
      </footer>
    </form>
  );
}
