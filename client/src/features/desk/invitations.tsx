import { invitation } from '@contracts/http/call-people';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { api } from '../../lib/api';
import { chime } from '../../lib/chime';
import { clockTime } from '../../lib/format';

/** 邀请: calls of others that I am asked into, with a bell (when `audible`) for each that is new. Nothing where nobody asks. */
export function Invitations({ audible }: { audible: boolean }) {
  const { t } = useTranslation('desk');
  const { data } = useQuery({
    queryKey: ['desk', 'invitations'],
    queryFn: () => api.get(z.array(invitation), '/api/invitations'),
    refetchInterval: 60_000,
  });
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const before = known.current;
    known.current = new Set(data.map(({ guestId }) => guestId));
    if (audible && before && data.some(({ guestId }) => !before.has(guestId))) void chime();
  }, [data, audible]);
  // The region is there before anybody asks, so that a screen reader speaks of what comes into it.
  return (
    <div className="dk-invitations" role="status">
      {data?.map(({ guestId, sessionId, hostName, role, startsAt, started }) => (
        <section key={guestId} className="dk-invitation">
          <p>
            <b>{t(`invitation.${role}`, { host: hostName })}</b>
            <small>{started ? t('invitation.running') : t('invitation.at', { time: clockTime(startsAt) })}</small>
          </p>
          <Link className="btn" to={`/desk/guest/${sessionId}`}>
            {t('invitation.join')}
          </Link>
        </section>
      ))}
    </div>
  );
}
