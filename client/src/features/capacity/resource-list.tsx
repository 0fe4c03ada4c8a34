import type { CapacityResource } from '@contracts/http/capacity';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './capacity.module.css';
import { groupsOf } from './resource-groups';
import { useResourceWords } from './resource-words';

interface ResourceListProps {
  resources: readonly CapacityResource[];
  chosenId: string | null;
  choose: (resource: CapacityResource) => void;
}

/** Rooms by station, people by branch; typing narrows it. */
export function ResourceList({ resources, chosenId, choose }: ResourceListProps) {
  const { t } = useTranslation('capacity');
  const [typed, setTyped] = useState('');
  const wordsOf = useResourceWords();
  const groups = groupsOf(resources, typed, (one) => {
    const { title, under } = wordsOf(one);
    return [title, under, one.stationName ?? '', one.stationNameEn ?? ''];
  });
  return (
    <nav className={styles.resources} aria-label={t('resources')}>
      <Input
        type="search"
        className={styles.find}
        placeholder={t('find')}
        aria-label={t('find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        allowClear
      />
      <div>
        {groups.length === 0 && (
          <p className={styles.empty}>{t(resources.length === 0 ? 'nobody' : 'notFound', { typed })}</p>
        )}
        {groups.map((group) => (
          <section key={group.kind} aria-label={t(`group.${group.kind}`)}>
            <h2>
              {t(`group.${group.kind}`)} <small>{group.resources.length}</small>
            </h2>
            <ul>
              {group.resources.map((one) => {
                const { title, under } = wordsOf(one);
                return (
                  <li key={one.id} className={one.id === chosenId ? styles.chosen : undefined}>
                    <button type="button" aria-current={one.id === chosenId} onClick={() => choose(one)}>
                      <b>{title}</b>
                      <span>{under}</span>
                      {!one.active && <em>{t('inactive')}</em>}
                      {one.parallel > 1 && <em>{t('places', { n: one.parallel })}</em>}
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
