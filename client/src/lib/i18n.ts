import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import commonEn from './locales/common.en.json';
import commonZh from './locales/common.zh.json';
import errorsEn from './locales/errors.en.json';
import errorsZh from './locales/errors.zh.json';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AS = 'video-home.language';
const known = (value: string | null | undefined): Language | null =>
  LANGUAGES.find((language) => language === value) ?? null;

function startingLanguage(): Language {
  if (typeof window === 'undefined') return 'zh';
  return known(new URLSearchParams(window.location.search).get('lang')) ?? known(readKept()) ?? 'zh';
}

/** A browser may forbid storage; the language then lasts as long as the page. */
function readKept(): string | null {
  try {
    return window.localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function keep(language: Language): void {
  try {
    window.localStorage.setItem(KEPT_AS, language);
  } catch {
    return;
  }
}

void i18next.use(initReactI18next).init({
  lng: startingLanguage(),
  fallbackLng: 'zh',
  ns: ['common', 'errors'],
  defaultNS: 'common',
  resources: { zh: { common: commonZh, errors: errorsZh }, en: { common: commonEn, errors: errorsEn } },
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
});

/**
 * Brings a feature's sentences in; called once at the top of the feature's page:
 * `addTexts('clerk', zh, en)`, then `useTranslation('clerk')`.
 */
export function addTexts(feature: string, zh: object, en: object): void {
  i18next.addResourceBundle('zh', feature, zh, true, true);
  i18next.addResourceBundle('en', feature, en, true, true);
}

export const i18n = i18next;

/** The language of the screen, outside React. */
export const language = (): Language => known(i18next.language) ?? 'zh';

/** The language of the screen, and the switch, which is remembered on this device. */
export function useLanguage(): { language: Language; switchTo: (next: Language) => void } {
  const { i18n: instance } = useTranslation();
  return {
    language: known(instance.language) ?? 'zh',
    switchTo: (next) => {
      keep(next);
      void instance.changeLanguage(next);
    },
  };
}

function markPage(): void {
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.title = i18next.t('common:product');
}
markPage();
i18next.on('languageChanged', markPage);
