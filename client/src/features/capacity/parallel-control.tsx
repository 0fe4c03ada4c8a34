import { versionChanged, type CapacityResource } from '@contracts/http/capacity';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { capacityChanged } from './use-capacity';

const MOST = 20;

/** How many can be seen side by side; a person is one, so people have no such control. */
export function ParallelControl({ resource, saved }: { resource: CapacityResource; saved: (clashes: number) => void }) {
  const { t } = useTranslation('capacity');
  const { sending, refused, run } = useDeed(capacityChanged);
  if (resource.kind === 'official') return null;
  const set = (parallel: number): Promise<void> =>
    run(async () => {
      const body = { version: resource.version, parallel };
      const { clashes } = await api.put(versionChanged, `/api/resources/${resource.id}/parallel`, body);
      saved(clashes);
    });
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
