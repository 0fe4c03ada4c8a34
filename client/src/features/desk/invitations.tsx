import { invitation } from '@contracts/http/call-people';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { api } from '../../lib/api';
import { clockTime } from '../../lib/format';

/** 邀请: calls of others that I am asked into. Nothing where nobody asks. */
export function Invitations() {
  const { t } = useTranslation('desk');
  const { data = [] } = useQuery({
    queryKey: ['desk', 'invitations'],
    queryFn: () => api.get(z.array(invitation), '/api/invitations'),
    refetchInterval: 60_000,
  });
  return data.map(({ guestId, sessionId, hostName, role, startsAt, started }) => (
    <section key={guestId} className="dk-invitation" role="status">
      <p>
        <b>{t(`invitation.${role}`, { host: hostName })}</b>
        <small>{started ? t('invitation.running') : t('invitation.at', { time: clockTime(startsAt) })}</small>
      </p>
      <Link className="btn" to={`/desk/guest/${sessionId}`}>
        {t('invitation.join')}
      </Link>
    </section>
  ));
}
