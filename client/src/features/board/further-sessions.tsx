import type { BoardAppointment } from '@contracts/http/scheduling';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SeriesDialog } from '../series/series-dialog';
import styles from './panel.module.css';

/** 约后面几次, for those who plan: only of what is booked or being talked about. */
export function FurtherSessions({ appointment }: { appointment: BoardAppointment }) {
  const { t } = useTranslation('series');
  const [open, setOpen] = useState(false);
  const [fixed, setFixed] = useState<number | null>(null);
  const { requestId, startsAt, state } = appointment;
  if (state !== 'booked' && state !== 'inSession') return null;
  return (
    <div className={styles.objections}>
      <button type="button" className="btn sm" onClick={() => setOpen(true)}>
        {t('open')}
      </button>
      {fixed !== null && <p role="status">{t('done', { n: fixed })}</p>}
      {open && (
        <SeriesDialog
          choices={[{ requestId, startsAt, label: '' }]}
          close={(count) => {
            setFixed(count);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
