import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'zh' | 'en';
type Texts = { readonly [key: string]: string | Texts };

const COMMON = ['common', 'errors'];

/**
 * What a screen says, read from the translation file itself, so that a better wording breaks no test.
 * `feature` is a folder of client/src/features, or `common`; paths start at the checkout, where the
 * tests run.
 */
export class Words {
  readonly #texts: Texts;

  constructor(feature: string, language: Language = 'zh') {
    const file = COMMON.includes(feature)
      ? `client/src/lib/locales/${feature}.${language}.json`
      : `client/src/features/${feature}/${language}.json`;
    this.#texts = JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')) as Texts;
  }

  /** The sentence of a key, with its blanks filled in. Throws for a key that the screen does not know. */
  say(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    return this.#text(key)
      .replace(/<\/?b>/g, '')
      .replace(/\{\{(\w+)\}\}/g, (blank, name: string) => String(params[name] ?? blank));
  }

  /** Matches the sentence whatever stands in its blanks. */
  like(key: string): RegExp {
    const parts = this.say(key).split(/\{\{\w+\}\}/);
    return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
  }

  #text(key: string): string {
    let found: string | Texts | undefined = this.#texts;
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
    if (typeof found !== 'string') throw new Error(`The screen has no sentence ${key}.`);
    return found;
  }
}
