import type { Figure } from '@contracts/http/statistics';
import type { TFunction } from 'i18next';

/** What a figure leaves out, in words: late ones are named, running ones and ones the formula leaves out are not counted. */
export function notCounted(t: TFunction, figure: Figure): string[] {
  const late =
    figure.name === 'noticeWithin24h' && figure.denominator !== null ? figure.denominator - figure.numerator : 0;
  return [
    late > 0 ? t('late', { n: late }) : '',
    figure.inProgress > 0 ? t('inProgress', { n: figure.inProgress }) : '',
    figure.excluded > 0 ? t(`excluded.${figure.name}`, { n: figure.excluded }) : '',
    figure.name === 'mediationSuccess' ? t('short.mediationSuccess') : '',
  ].filter(Boolean);
}
