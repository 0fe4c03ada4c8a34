import { useTranslation } from 'react-i18next';
import { useBureau } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';

/** 不会填？打电话办: on every page that asks something. */
export function PhoneHelp() {
  const { t } = useTranslation();
  const bureau = useBureau();
  if (!bureau) return null;
  return (
    <p className="alt">
      <Icon name="phone" />
      {t('phoneHelp')}
      <a href={`tel:${bureau.bureauPhone}`}>{bureau.bureauPhone}</a>
    </p>
  );
}
