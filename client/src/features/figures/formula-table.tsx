import type { Figures } from '@contracts/http/statistics';
import { useTranslation } from 'react-i18next';
import { percent } from '../../lib/format';
import styles from './figures.module.css';
import { Parts } from './key-figures';
import { notCounted } from './not-counted';

/** Every formula: its ratio, both parts, what is not counted, and how it is counted. */
export function FormulaTable({ figures }: { figures: Figures }) {
  const { t } = useTranslation('figures');
  return (
    <section>
      <h3>{t('others')}</h3>
      <div className={styles.wide}>
        <table className={styles.formulas}>
          <thead>
            <tr>
              <th scope="col">{t('colFigure')}</th>
              <th scope="col" className={styles.right}>
                {t('colRatio')}
              </th>
              <th scope="col" className={styles.right}>
                {t('colParts')}
              </th>
              <th scope="col">{t('colNot')}</th>
              <th scope="col">{t('colHow')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.figures.map((figure) => (
              <tr key={figure.name}>
                <th scope="row">{t(`name.${figure.name}`)}</th>
                <td className={styles.number}>
                  {figure.denominator === null ? figure.numerator : percent(figure.ratio)}
                </td>
                <td className={styles.parts}>{figure.denominator === null ? '' : <Parts figure={figure} />}</td>
                <td className={styles.soft}>{notCounted(t, figure).join(t('sep'))}</td>
                <td className={styles.soft}>{t(`how.${figure.name}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
