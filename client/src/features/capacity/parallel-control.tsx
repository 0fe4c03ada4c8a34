import { versionChanged, type CapacityResource } from '@contracts/http/capacity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, asApiError, type ApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { capacityChanged } from './use-capacity';

const MOST = 20;

/** How many can be seen side by side; a person is one, so people have no such control. */
export function ParallelControl({ resource, saved }: { resource: CapacityResource; saved: (clashes: number) => void }) {
  const { t } = useTranslation('capacity');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  if (resource.kind === 'official') return null;
  const set = async (parallel: number): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      const body = { version: resource.version, parallel };
      const { clashes } = await api.put(versionChanged, `/api/resources/${resource.id}/parallel`, body);
      saved(clashes);
    } catch (error) {
      setRefused(asApiError(error));
    } finally {
      await capacityChanged();
      setSending(false);
    }
  };
  const { parallel, mayEdit } = resource;
  return (
    <span className={styles.parallel}>
      {t('parallel', { n: parallel })}
      {mayEdit && (
        <>
          <button
            type="button"
            className="btn sm"
            disabled={sending || parallel <= 1}
            aria-label={t('fewerPlaces')}
            onClick={() => void set(parallel - 1)}
          >
            −
          </button>
          <button
            type="button"
            className="btn sm"
            disabled={sending || parallel >= MOST}
            aria-label={t('morePlaces')}
            onClick={() => void set(parallel + 1)}
          >
            +
          </button>
        </>
      )}
      {refused && <Refusal error={refused} staff />}
    </span>
  );
}
