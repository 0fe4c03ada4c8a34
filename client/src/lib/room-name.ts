import { i18n, language } from './i18n';

/** `视频室2` in the reader's language: that word and a number is what rooms are called; any other name stays itself. */
export function roomWord(name: string): string {
  const found = language() === 'zh' ? null : /^视频室\s*(\d*)$/.exec(name);
  return found ? i18n.t('common:videoRoom', { n: found[1] }).trim() : name;
}
