import { FieldError } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Fault } from './draft';

/** What is wrong and how to mend it, beside the field. Belongs inside a field that is marked invalid. */
export function FaultLine({ fault }: { fault?: Fault | undefined }) {
  const { t } = useTranslation('resident');
  if (!fault) return null;
  const specific = `fault.${fault.field}.${fault.rule}`;
  return <FieldError className="fault">{t([specific, `fault.${fault.rule}`], { by: fault.by })}</FieldError>;
}
