import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon, type IconName } from '../../ui/icon';
import { FaultLine } from './fault-line';
import type { Fault } from './draft';

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: IconName;
}

interface ChoicesProps {
  label: string;
  choices: readonly Choice[];
  value: string | null;
  onChange: (value: string) => void;
  fault?: Fault | undefined;
  /** `tiles`: two columns of short names. */
  look?: 'rows' | 'tiles';
  labelShown?: boolean;
  children?: ReactNode;
}

/** One choice among a few, all in sight, each a target of at least 56 px. */
export function Choices({ label, choices, value, onChange, fault, look = 'rows', labelShown = false }: ChoicesProps) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onChange={onChange}
      isInvalid={fault !== undefined}
      className={`choices ${look}`}
    >
      {labelShown && (
        <b className="label" aria-hidden="true">
          {label}
        </b>
      )}
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="choice">
          {choice.icon ? <Icon name={choice.icon} /> : <i className="dot" aria-hidden="true" />}
          <span>
            <b>{choice.label}</b>
            {choice.hint && <small>{choice.hint}</small>}
          </span>
          {choice.icon && <i className="dot" aria-hidden="true" />}
        </Radio>
      ))}
      <FaultLine fault={fault} />
    </RadioGroup>
  );
}
