import { staffMessages } from '@contracts/http/notices';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useStaff } from '../../app/me';
import { api } from '../../lib/api';
import { shortDateTime } from '../../lib/format';
import { useHouse } from '../../lib/house';
import { addTexts, useLanguage } from '../../lib/i18n';
import { queryClient } from '../../lib/query';
import en from './en.json';
import styles from './for-you.module.css';
import zh from './zh.json';

addTexts('staffMessages', zh, en);

const MESSAGES = ['desk', 'messages'] as const;
const SHOWN = 5;

/** What the house has to say to whoever is signed in: unread, newest first. Nothing where there is nothing. */
export function ForYou() {
  const { t } = useTranslation('staffMessages');
  const { language } = useLanguage();
  const staff = useStaff();
  useHouse('desk', staff?.id);
  const { data } = useQuery({
    queryKey: [...MESSAGES, language],
    queryFn: () => api.get(staffMessages, '/api/staff-messages', { lang: language }),
    refetchInterval: 60_000,
  });
  const unread = data?.items.filter(({ readAt }) => readAt === null) ?? [];
  if (unread.length === 0) return null;
  const read = async (id: string): Promise<void> => {
    // What could not be marked stays on screen, and can be pressed again.
    await api.post(z.unknown(), `/api/staff-messages/${id}/read`).catch(() => undefined);
    await queryClient.invalidateQueries({ queryKey: MESSAGES });
  };
  return (
    <section className={styles.forYou} aria-label={t('title')}>
      <ul>
        {unread.slice(0, SHOWN).map(({ id, text, createdAt }) => (
          <li key={id}>
            <time dateTime={createdAt}>{shortDateTime(createdAt)}</time>
            <span>{text}</span>
            <button type="button" className="btn sm" onClick={() => void read(id)}>
              {t('read')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
