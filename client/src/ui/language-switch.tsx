import { useTranslation } from 'react-i18next';
import { LANGUAGES, useLanguage } from '../lib/i18n';

/** 中文 | English, each written in its own language. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, switchTo } = useLanguage();
  return (
    <span className="language-switch" role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice === 'zh' ? 'zh-CN' : 'en'}
          aria-pressed={choice === language}
          onClick={() => switchTo(choice)}
        >
          {t(`language.${choice}`)}
        </button>
      ))}
    </span>
  );
}
