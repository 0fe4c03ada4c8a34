import { useTranslation } from 'react-i18next';

/** Two windows under one roof, and the name. */
export function Mark() {
  const { t } = useTranslation();
  return <span className="mark">{t('product')}</span>;
}
