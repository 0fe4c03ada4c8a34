import { useTranslation } from 'react-i18next';
import type { StageView } from './stage-view';

/** 谁听得到您说话: the same frames as on the mediator's map of rooms. */
export function Ears({ view, officialName }: { view: StageView; officialName: string }) {
  const { t } = useTranslation('room');
  const names = view.hearing.map((who) => (who === 'official' ? officialName : t(`who.${who}`)));
  const caucus = view.situation === 'caucus';
  const apart = caucus || view.situation === 'otherCaucus';
  return (
    <section className={apart ? 'ears' : 'ears compact'} aria-label={t('ears.title')}>
      <h2>{t('ears.title')}</h2>
      <div className="door">
        {apart && <h3>{t('ears.here')}</h3>}
        <p>{[t('ears.you'), ...names].join(t('ears.and'))}</p>
      </div>
      {apart && (
        <div className="door out">
          <h3>{t('ears.outside')}</h3>
          <p>{t(caucus ? 'who.other' : 'ears.bothAway')}</p>
        </div>
      )}
      {caucus && <p className="soon">{t('ears.before')}</p>}
    </section>
  );
}
