import type { Figure, FigureName, Figures } from '@contracts/http/statistics';
import { useTranslation } from 'react-i18next';
import { percent } from '../../lib/format';
import styles from './figures.module.css';
import { notCounted } from './not-counted';

const KEY: readonly FigureName[] = ['noticeWithin24h', 'answeredOnTime', 'mediationSuccess'];

const find = (figures: Figures, name: FigureName): Figure | undefined =>
  figures.figures.find((one) => one.name === name);

/** The five that a leader reads first; each says what was divided by what, and what was left out. */
export function KeyFigures({ figures }: { figures: Figures }) {
  const { t } = useTranslation('figures');
  const { waiting } = figures;
  const satisfied = find(figures, 'satisfied');
  const very = find(figures, 'verySatisfied');
  const rated = find(figures, 'rated');
  const one = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 10) / 10));
  return (
    <section className={styles.key} aria-label={t('key')}>
      {KEY.map((name) => {
        const figure = find(figures, name);
        return (
          <div key={name}>
            <h2>{t(`name.${name}`)}</h2>
            <p className={styles.value}>{percent(figure?.ratio ?? null)}</p>
            <p>
              <Parts figure={figure} />
              {figure && notCounted(t, figure).map((words) => `${t('sep')}${words}`)}
            </p>
          </div>
        );
      })}
      <div>
        <h2>{t('satisfiedAndRated')}</h2>
        <p className={styles.value}>
          {percent(satisfied?.ratio ?? null)} <small>{t('ratedIs', { ratio: percent(rated?.ratio ?? null) })}</small>
        </p>
        <p>
          {t('short.satisfied')} <Parts figure={satisfied} />
          {t('sep')}
          {t('short.verySatisfied')} <Parts figure={very} />
          {t('sep')}
          {t('name.rated')} <Parts figure={rated} />
        </p>
      </div>
      <div>
        <h2>{t('waiting')}</h2>
        <p className={styles.value}>
          {waiting.medianMinutes === null ? '–' : t('minutes', { n: one(waiting.medianMinutes) })}{' '}
          <small>{t('p90', { n: one(waiting.p90Minutes) })}</small>
        </p>
        <p>
          {t('waitNote', { mean: one(waiting.meanMinutes) })}
          <b>n={waiting.n}</b>
        </p>
      </div>
    </section>
  );
}

/** `103/105`; words when there was nothing to divide. */
export function Parts({ figure }: { figure: Figure | undefined }) {
  const { t } = useTranslation('figures');
  if (!figure || figure.denominator === 0) return <>{t('nothing')}</>;
  return <b>{figure.denominator === null ? figure.numerator : `${figure.numerator}/${figure.denominator}`}</b>;
}
