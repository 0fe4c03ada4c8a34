import { Checkbox } from 'react-aria-components';
import { Icon } from '../../ui/icon';

interface TickProps {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, 56 px high, the whole row a target. */
export function Tick({ label, hint, checked, onChange }: TickProps) {
  return (
    <Checkbox isSelected={checked} onChange={onChange} className="choice tick">
      <i className="box" aria-hidden="true">
        <Icon name="check" />
      </i>
      <span>
        <b>{label}</b>
        {hint && <small>{hint}</small>}
      </span>
    </Checkbox>
  );
}
