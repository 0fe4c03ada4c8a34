import { useTranslation } from 'react-i18next';

/** A frame at once; the words come only after a second (by CSS), so that a quick page does not flicker. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <p className="loading" role="status">
      <span>{t('state.loading')}</span>
    </p>
  );
}
