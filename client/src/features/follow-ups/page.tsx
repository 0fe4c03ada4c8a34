import { followUpView, type FollowUpView } from '@contracts/http/follow-ups';
import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { StaffShell } from '../../app/staff-shell';
import { api, asApiError } from '../../lib/api';
import { useHouse } from '../../lib/house';
import { addTexts } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CompleteForm } from './complete-form';
import { byDue } from './due-order';
import en from './en.json';
import { FollowUpRow } from './follow-up-row';
import styles from './follow-ups.module.css';
import zh from './zh.json';

addTexts('followUps', zh, en);

const list = z.array(followUpView);

/** Follow-ups that are due, done one by one: how, with what result, and the person's own rating. */
export default function FollowUpsPage() {
  const { t } = useTranslation('followUps');
  const [mine, setMine] = useState(true);
  const [chosen, setChosen] = useState<FollowUpView | null>(null);
  const [done, setDone] = useState<{ name: string; reopened: boolean } | null>(null);
  const work = useRef<HTMLElement>(null);
  useHouse('followUps');
  useEffect(() => {
    if (chosen) work.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['followUps', { mine }],
    queryFn: () => api.get(list, '/api/follow-ups', mine ? { mine: 1 } : {}),
    placeholderData: (before) => before,
  });
  const open = byDue(data ?? []);
  const overdue = open.filter((item) => item.overdue).length;
  return (
    <StaffShell>
      <div className={styles.page}>
        <section className={styles.list} aria-labelledby="follow-ups-title">
          <header>
            <h1 id="follow-ups-title">{t('title')}</h1>
            {data && <small>{t('count', { n: open.length, overdue })}</small>}
            <Radio.Group
              optionType="button"
              value={mine}
              onChange={(event) => setMine(event.target.value === true)}
              options={[
                { value: true, label: t('mine') },
                { value: false, label: t('everyone') },
              ]}
            />
          </header>
          {done && (
            <p className={styles.done} role="status">
              {t(done.reopened ? 'savedReopened' : 'saved', { name: done.name })}
            </p>
          )}
          {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
          {isPending && <Loading />}
          {data && open.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
          <ul>
            {open.map((item) => (
              <FollowUpRow
                key={item.id}
                item={item}
                chosen={item.id === chosen?.id}
                choose={() => {
                  setChosen(item);
                  setDone(null);
                }}
              />
            ))}
          </ul>
        </section>
        <section ref={work} className={styles.work} aria-label={t('record')}>
          {chosen ? (
            <CompleteForm
              key={chosen.id}
              item={chosen}
              completed={(reopened) => {
                setDone({ name: chosen.partyName, reopened });
                setChosen(null);
                void refetch();
              }}
            />
          ) : (
            <p className={styles.pick}>{t('pick')}</p>
          )}
        </section>
      </div>
    </StaffShell>
  );
}
