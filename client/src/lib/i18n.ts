import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import commonZh from './locales/common.zh.json';
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
  resources: { zh: { common: commonZh, errors: errorsZh } },
  react: { useSuspense: false, bindI18nStore: 'added' },
  partialBundledLanguages: true,
  interpolation: { escapeValue: false },
  initAsync: false,
});

type LoadEnglish = () => Promise<{ default: object }>;
type EnglishTexts = Readonly<Record<string, unknown>> | LoadEnglish;

const isLoader = (en: EnglishTexts): en is LoadEnglish => typeof en === 'function';

/** English that is not fetched yet, by namespace: most residents never need it. */
const english = new Map<string, LoadEnglish>([
  ['common', () => import('./locales/common.en.json')],
  ['errors', () => import('./locales/errors.en.json')],
]);

async function fetchEnglish(): Promise<void> {
  await Promise.all(
    [...english].map(async ([namespace, load]) => {
      const { default: texts } = await load();
      i18next.addResourceBundle('en', namespace, texts, true, true);
      english.delete(namespace);
    }),
  );
}

/**
 * Brings a feature's sentences in; called once at the top of the feature's page:
 * `addTexts('clerk', zh, en)`, then `useTranslation('clerk')`. English may be a loader, fetched
 * only when the screen is in English.
 */
export function addTexts(feature: string, zh: object, en: EnglishTexts): void {
  i18next.addResourceBundle('zh', feature, zh, true, true);
  if (!isLoader(en)) i18next.addResourceBundle('en', feature, en, true, true);
  else {
    english.set(feature, en);
    if (language() === 'en') void fetchEnglish();
  }
}

/** Fetches what the language needs, then turns every sentence on screen. */
export async function switchLanguage(next: Language): Promise<void> {
  if (next === 'en') await fetchEnglish();
  await i18next.changeLanguage(next);
}

/** The first page waits for this, so that no English reader sees Chinese first. */
export const languageReady = (): Promise<void> =>
  language() === 'en' ? fetchEnglish().catch(() => undefined) : Promise.resolve();

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
      void switchLanguage(next);
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
