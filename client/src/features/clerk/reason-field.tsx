import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField } from '../../ui/form-field';
import styles from './clerk.module.css';

export const OTHER = 'other';

interface ReasonState {
  picked: string | null;
  words: string;
  missing: boolean;
}

/** A reason, picked or typed; `read` answers the words to send, or null and marks the field. */
export function useReason(first: string | null = null) {
  const [state, setState] = useState<ReasonState>({ picked: first, words: '', missing: false });
  const read = (wordsOf: (picked: string) => string): string | null => {
    const said = state.picked === OTHER ? state.words.trim() : state.picked === null ? '' : wordsOf(state.picked);
    if (said !== '') return said;
    setState({ ...state, missing: true });
    return null;
  };
  return { state, setState, read };
}

interface ReasonFieldProps {
  label: string;
  reasons: readonly { value: string; label: string }[];
  reason: ReturnType<typeof useReason>;
  submit: () => void;
}

/** The few usual reasons to pick from, and another in words. */
export function ReasonField({ label, reasons, reason: { state, setState }, submit }: ReasonFieldProps) {
  const { t } = useTranslation('clerk');
  return (
    <FormField id="reason-words" label={label} error={state.missing ? t('reason.missing') : undefined}>
      <Radio.Group
        className={styles.reasons}
        value={state.picked}
        options={[...reasons, { value: OTHER, label: t('reason.other') }]}
        onChange={(event) => setState({ ...state, picked: String(event.target.value), missing: false })}
      />
      {state.picked === OTHER && (
        <Input
          id="reason-words"
          autoFocus
          maxLength={100}
          value={state.words}
          aria-label={label}
          status={state.missing ? 'error' : ''}
          onChange={(event) => setState({ ...state, words: event.target.value, missing: false })}
          onPressEnter={submit}
        />
      )}
    </FormField>
  );
}
