import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { identityChanged } from '../../app/me';
import { asApiError } from '../../lib/api';
import { bureauNow } from '../../lib/server-clock';
import { LanguageSwitch } from '../../ui/language-switch';
import { Mark } from '../../ui/mark';
import { Refusal } from '../../ui/refusal';
import { claimPairing, startPairing } from './room-api';

const ASK_MS = 3_000;
const RETRY_MS = 15_000;

/** Six digits for the clerk to type. A code that has run out is replaced by itself. */
export function Pairing() {
  const { t } = useTranslation('room');
  const started = useQuery({
    queryKey: ['pairing'],
    queryFn: startPairing,
    staleTime: Infinity,
    retry: false,
    refetchInterval: ({ state }) =>
      state.data ? Math.max(1_000, Date.parse(state.data.expiresAt) - bureauNow()) : RETRY_MS,
  });
  const pairing = started.data;
  const claim = useQuery({
    queryKey: ['pairing', pairing?.pairingId],
    queryFn: () =>
      pairing ? claimPairing(pairing.pairingId, pairing.secret) : Promise.reject(new Error('no code yet')),
    enabled: pairing !== undefined,
    refetchInterval: ({ state }) => (state.data?.paired ? false : ASK_MS),
    staleTime: 0,
    gcTime: 0,
  });
  const paired = claim.data?.paired === true;
  const expired = claim.error !== null && asApiError(claim.error).code === 'PAIRING_EXPIRED';
  const { refetch } = started;

  useEffect(() => {
    if (paired) void identityChanged();
  }, [paired]);
  useEffect(() => {
    if (expired) void refetch();
  }, [expired, refetch]);

  return (
    <div className="room pairing">
      <header className="top">
        <Mark />
        <LanguageSwitch />
      </header>
      <main>
        <h1>{t('pairing.title')}</h1>
        {pairing && (
          <p className="pair-code" aria-label={pairing.code.split('').join(' ')}>
            {pairing.code.slice(0, 3)}
            <span> </span>
            {pairing.code.slice(3)}
          </p>
        )}
        {started.error && !pairing && (
          <Refusal error={asApiError(started.error)} again={() => void started.refetch()} />
        )}
        <ol className="pair-how">
          <li>{t('pairing.signIn')}</li>
          <li>{t('pairing.open')}</li>
          <li>{t('pairing.type')}</li>
        </ol>
        <p className="then-small">{t('pairing.once')}</p>
      </main>
    </div>
  );
}
