import type { CapacityResource } from '@contracts/http/capacity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './capacity.module.css';
import { ResourceList } from './resource-list';
import { ResourceWork } from './resource-work';
import { useResources } from './use-capacity';

interface HoursTabProps {
  unsaved: boolean;
  setUnsaved: (unsaved: boolean) => void;
}

/** Whoever has hours on the left, the chosen one's week on the right. */
export function HoursTab({ unsaved, setUnsaved }: HoursTabProps) {
  const { t } = useTranslation('capacity');
  const { data: resources, error, isPending, refetch } = useResources();
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (isPending) return <Loading />;
  if (!resources) return <Refusal error={asApiError(error)} again={() => void refetch()} staff />;
  const chosen = resources.find(({ id }) => id === chosenId) ?? resources[0];
  const choose = (next: CapacityResource): void => {
    if (unsaved && !window.confirm(t('leaveUnsaved'))) return;
    setUnsaved(false);
    setChosenId(next.id);
  };
  return (
    <div className={styles.split}>
      <ResourceList resources={resources} chosenId={chosen?.id ?? null} choose={choose} />
      {chosen ? (
        <ResourceWork key={chosen.id} resource={chosen} unsaved={unsaved} setUnsaved={setUnsaved} />
      ) : (
        <p className={styles.empty}>{t('nobody')}</p>
      )}
    </div>
  );
}
