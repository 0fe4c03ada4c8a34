import type { TFunction } from 'i18next';
import { completeAgreement, type AgreementDraft } from './agreement-gaps';
import { amountInWords } from './amount-words';

const LONGEST_MESSAGE = 1000;

/**
 * The agreement as lines to be read on the parties' screens, cut into messages of at most 1000
 * characters, the most that one text may hold. Null while something is missing. `dayOf` and
 * `moneyOf` write a date and an amount for the reader.
 */
export function agreementMessages(
  draft: AgreementDraft,
  t: TFunction,
  dayOf: (on: string) => string,
  moneyOf: (yuan: number) => string,
): string[] | null {
  const whole = completeAgreement(draft);
  if (!whole) return null;
  const { facts, terms, amountYuan, dueOn, manner } = whole;
  const lines = [
    t('agreement.lines.title'),
    t('agreement.lines.facts', { value: facts }),
    t('agreement.lines.terms', { value: terms }),
    amountYuan === null
      ? t('agreement.lines.noMoney')
      : t('agreement.lines.amount', { value: moneyOf(amountYuan), words: amountInWords(amountYuan) ?? '' }),
    t('agreement.lines.dueOn', { value: dueOn ? dayOf(dueOn) : '' }),
    t('agreement.lines.manner', { value: manner }),
  ];
  return messagesOf(lines.join('\n'));
}

/** Cuts at the last line end that fits, else in the middle of a line. */
export function messagesOf(text: string, longest = LONGEST_MESSAGE): string[] {
  const messages: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = rest.lastIndexOf('\n', longest);
    const cut = end > longest / 2 ? end : longest;
    messages.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? [...messages, rest] : messages;
}
