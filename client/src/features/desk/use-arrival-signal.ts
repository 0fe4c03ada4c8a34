import type { WaitingParty } from '@contracts/http/sessions';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chime } from '../../lib/chime';
import { newlyWaiting } from './day';

/**
 * Tells the official that somebody new waits: a soft bell (when `audible`), the count in the page's
 * title, and the name that a screen reader is to announce. Nobody rings for those who already
 * waited when the page was opened. Returns the newest arrival.
 */
export function useArrivalSignal(waiting: readonly WaitingParty[] | undefined, audible: boolean): WaitingParty | null {
  const { t } = useTranslation('desk');
  const known = useRef<ReadonlySet<string> | null>(null);
  const [newest, setNewest] = useState<WaitingParty | null>(null);

  useEffect(() => {
    if (!waiting) return;
    const arrived = known.current ? newlyWaiting(known.current, waiting) : [];
    known.current = new Set(waiting.map(({ partyId }) => partyId));
    const last = arrived.at(-1);
    if (!last) return;
    setNewest(last);
    if (audible) void chime();
  }, [waiting, audible]);

  const count = waiting?.length ?? 0;
  useEffect(() => {
    const title = `${t('title')} · ${t('common:product')}`;
    document.title = count > 0 ? t('waiting.pageTitle', { count, title }) : title;
    return () => {
      document.title = t('common:product');
    };
  }, [count, t]);

  return newest;
}
