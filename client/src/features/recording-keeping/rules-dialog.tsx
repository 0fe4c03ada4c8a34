import type { KeepingRulesView } from '@contracts/http/recording-keeping';
import { SHORTEST_REASON } from '@contracts/http/recordings';
import { Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog';
import { FormField } from '../../ui/form-field';
import styles from './keeping.module.css';
import { keepingChanged, setRules, useEffectOf } from './queries';

const LONGEST = 1200;
/** What a term begins with when one is chosen: ten years. */
const USUAL = 120;

/** The months of each kind, why, and before it is done what the next night would delete by them. */
export function RulesDialog({ rules, close }: { rules: KeepingRulesView; close: () => void }) {
  const { t } = useTranslation(['recordingKeeping', 'recording']);
  const { leastMonths, version } = rules;
  const [consult, setConsult] = useState<number | null>(rules.consultMonths);
  const [mediate, setMediate] = useState<number | null>(rules.mediateMonths);
  const [withCase, setWithCase] = useState(rules.mediateMonths === null);
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const mediateMonths = withCase ? null : mediate;
  const complete = consult !== null && (withCase || mediate !== null);
  const same = consult === rules.consultMonths && mediateMonths === rules.mediateMonths;
  const asked = complete && !same ? { consultMonths: consult, ...(mediateMonths !== null && { mediateMonths }) } : null;
  const effect = useEffectOf(asked).data;
  const due = asked ? (effect?.due ?? 0) : 0;
  const save = async (): Promise<boolean> => {
    const tooShort = reason.trim().length < SHORTEST_REASON;
    setShort(tooShort);
    if (tooShort) document.getElementById('keeping-reason')?.focus();
    if (consult === null || tooShort) return false;
    await setRules({ consultMonths: consult, mediateMonths, reason: reason.trim(), version });
    return true;
  };
  const common = { min: leastMonths, max: LONGEST, precision: 0, suffix: t('dialog.unit'), className: styles.months };
  return (
    <FormDialog
      title={t('dialog.title')}
      ok={t(due > 0 ? 'dialog.okDeleting' : 'dialog.ok')}
      later={t('dialog.later')}
      okDisabled={asked === null}
      danger={due > 0}
      save={save}
      changed={keepingChanged}
      close={close}
    >
      {(submit) => (
        <>
          <fieldset className={styles.choice}>
            <legend>{t('rules.mediate')}</legend>
            <Radio.Group
              value={withCase}
              options={[
                { value: true, label: t('rules.withCase') },
                { value: false, label: t('dialog.term') },
              ]}
              onChange={({ target }) => {
                setWithCase(target.value === true);
                if (target.value !== true && mediate === null) setMediate(Math.max(USUAL, leastMonths));
              }}
            />
            {!withCase && (
              <InputNumber
                {...common}
                id="keeping-mediate"
                aria-label={t('dialog.mediateMonths')}
                value={mediate}
                onChange={setMediate}
              />
            )}
          </fieldset>
          <FormField id="keeping-consult" label={t('rules.consult')} hint={t('dialog.atLeast', { count: leastMonths })}>
            <InputNumber {...common} id="keeping-consult" value={consult} onChange={setConsult} />
          </FormField>
          <FormField
            id="keeping-reason"
            label={t('dialog.reason')}
            hint={t('dialog.reasonHint')}
            error={short ? t('recording:open.short', { count: SHORTEST_REASON }) : undefined}
          >
            <Input
              id="keeping-reason"
              maxLength={500}
              value={reason}
              status={short ? 'error' : ''}
              onChange={({ target }) => setReason(target.value)}
              onPressEnter={submit}
            />
          </FormField>
          <p className={due > 0 ? styles.deletes : styles.effect} role="status">
            {asked && effect
              ? `${t('dialog.following', { count: effect.following })}${t(due > 0 ? 'dialog.due' : 'dialog.dueNone', { count: due })}`
              : t('dialog.unchanged')}
          </p>
        </>
      )}
    </FormDialog>
  );
}
