import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../lib/api';
import { Icon } from '../../ui/icon';

interface RefusedProps {
  error: ApiError;
  /** The station's phone, where calling is the next step. */
  phone?: string | undefined;
}

/** A refusal in a resident's words: what did not happen, that the own time stands, what to do now. */
export function Refused({ error, phone }: RefusedProps) {
  const { t } = useTranslation(['resident', 'errors']);
  return (
    <>
      <div className="refusal" role="alert">
        <Icon name="warn" />
        <p>{t([`refused.${error.code}`, `errors:${error.code}`], error.body.params)}</p>
      </div>
      {phone && <CallStation phone={phone} />}
    </>
  );
}

/** The station's number as a large button that dials. */
export function CallStation({ phone }: { phone: string }) {
  const { t } = useTranslation('resident');
  return (
    <a className="big-btn plain tel" href={`tel:${phone}`}>
      <Icon name="phone" />
      {t('mine.call', { phone })}
    </a>
  );
}
