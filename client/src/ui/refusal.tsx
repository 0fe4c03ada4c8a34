import { useTranslation } from 'react-i18next';
import type { ApiError } from '../lib/api';
import { Icon } from './icon';

interface RefusalProps {
  error: ApiError;
  /** The nearest possible step, when trying again is it. */
  again?: () => void;
  /** Shows the correlation number: staff only. */
  staff?: boolean;
}

/** A refusal in words: what did not happen, why, that nothing changed, the next step. */
export function Refusal({ error, again, staff = false }: RefusalProps) {
  const { t } = useTranslation();
  return (
    <div className="refusal" role="alert">
      <Icon name="warn" />
      <div>
        <p>{t(`errors:${error.code}`, error.body.params)}</p>
        {staff && error.body.correlationId && (
          <p className="small">{t('correlation', { id: error.body.correlationId })}</p>
        )}
        {again && (
          <button type="button" className="btn" onClick={again}>
            {t('action.again')}
          </button>
        )}
      </div>
    </div>
  );
}
