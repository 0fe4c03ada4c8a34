import { Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Fault } from './draft';
import { FaultLine } from './fault-line';

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  fault?: Fault | undefined;
  optional?: boolean;
  type?: 'text' | 'tel' | 'date';
  multiline?: boolean;
  maxLength?: number;
  autoComplete?: string;
  inputMode?: 'numeric' | 'tel' | 'text';
}

/** Label above, hint under it, the fault in words beside; what was typed is never cleared. */
export function Field({ name, label, hint, value, onChange, fault, optional, multiline, ...input }: FieldProps) {
  const { t } = useTranslation('resident');
  return (
    <TextField name={name} value={value} onChange={onChange} isInvalid={fault !== undefined} className="field">
      <Label>
        {label}
        {optional && <small>{t('optional')}</small>}
      </Label>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {multiline ? <TextArea rows={3} maxLength={input.maxLength} /> : <Input {...input} />}
      <FaultLine fault={fault} />
    </TextField>
  );
}
