import { useTranslation } from 'react-i18next';
import { i18n } from '../../lib/i18n';

/** A holiday's name in the language of the screen; a name of the bureau's own stays as it was written. */
export function useHolidayName(): (name: string) => string {
  const { t } = useTranslation('capacity');
  return (name) => (i18n.exists(`capacity:holiday.${name}`) ? t(`holiday.${name}`) : name);
}
