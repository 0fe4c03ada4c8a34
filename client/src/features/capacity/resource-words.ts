import type { CapacityResource } from '@contracts/http/capacity';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';

/** How a resource is named: a room by its station first, a person by the name first. */
export function useResourceWords(): (resource: CapacityResource) => { title: string; under: string } {
  const { t } = useTranslation(['capacity', 'common']);
  const { language } = useLanguage();
  return ({ kind, name, stationName, stationNameEn, branch }) => {
    const station = (language === 'zh' ? stationName : stationNameEn) ?? '';
    if (kind === 'room') return { title: station || name, under: name };
    // Only leaders have no branch, and they are named after what they are.
    const of = branch ? t(`common:branch.${branch}`) : kind === 'official' ? '' : t(`kind.${kind}`);
    return { title: name, under: [of, station].filter(Boolean).join(t('sep')) };
  };
}
