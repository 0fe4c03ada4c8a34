import type { StationMarket } from '@contracts/http/capacity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../app/me';
import { asApiError } from '../../lib/api';
import { useLanguage } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './market.module.css';
import { MarketDialog } from './market-dialog';
import { useMarkets } from './use-capacity';

/** 赶场日: when each station's people come to town anyway. */
export function MarketTab() {
  const { t } = useTranslation('capacity');
  const { language } = useLanguage();
  const role = useStaff()?.role;
  const mayEdit = role === 'admin' || role === 'scheduler';
  const { data, error, refetch } = useMarkets();
  const [changing, setChanging] = useState<StationMarket | null>(null);
  const nameOf = (one: StationMarket): string => (language === 'en' ? one.nameEn : one.name);
  return (
    <section className={styles.market}>
      <p>{t('market.note')}</p>
      {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
      {!data && !error && <Loading />}
      {data && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('market.station')}</th>
              <th scope="col">{t('market.days')}</th>
              {mayEdit && <td />}
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.stationId}>
                <th scope="row">{nameOf(one)}</th>
                <td>
                  <MarketWords of={one} />
                </td>
                {mayEdit && (
                  <td>
                    <button
                      type="button"
                      className="btn sm"
                      aria-label={t('market.changeOf', { name: nameOf(one) })}
                      onClick={() => setChanging(one)}
                    >
                      {t('market.change')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changing && <MarketDialog of={changing} name={nameOf(changing)} close={() => setChanging(null)} />}
    </section>
  );
}

function MarketWords({ of: { weekdays, digits } }: { of: StationMarket }) {
  const { t } = useTranslation('capacity');
  if (weekdays.length + digits.length === 0) return t('market.none');
  const list = (words: readonly (string | number)[]): string => words.join(t('market.separator'));
  return [
    digits.length > 0 && t('market.digits', { list: list(digits) }),
    weekdays.length > 0 && list(weekdays.map((weekday) => t(`weekday.${weekday}`))),
  ]
    .filter(Boolean)
    .join(t('market.and'));
}
