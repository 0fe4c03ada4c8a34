const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;

/** The largest amount an agreement may name, in yuan. */
export const LARGEST_AMOUNT_YUAN = 99_999_999.99;

/** Four digits and their places; a run of zeros inside is one 零, zeros at the end are silent. */
function section(value: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? DIGITS[0] : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return words;
}

/**
 * 大写: an amount of money as an agreement writes it, so that no digit can be altered afterwards
 * (《正确填写票据和结算凭证的基本规定》: 整 after 元 or 角, 零 where a place is skipped).
 * `yuan` is 0 to 99,999,999.99 and is rounded to whole fen; null for what is no such amount.
 */
export function amountInWords(yuan: number): string | null {
  if (!Number.isFinite(yuan) || yuan < 0 || yuan > LARGEST_AMOUNT_YUAN) return null;
  const allFen = Math.round(yuan * 100);
  const whole = Math.floor(allFen / 100);
  const jiao = Math.floor(allFen / 10) % 10;
  const fen = allFen % 10;
  const upper = Math.floor(whole / 10_000);
  const lower = whole % 10_000;

  let words = upper > 0 ? `${section(upper)}万` : '';
  if (lower > 0) words += `${upper > 0 && lower < 1000 ? DIGITS[0] : ''}${section(lower)}`;
  if (whole > 0) words += '元';
  if (allFen === 0) return '零元整';
  if (jiao === 0 && fen === 0) return `${words}整`;
  if (jiao > 0) words += `${DIGITS[jiao]}角`;
  else if (whole > 0) words += DIGITS[0];
  return fen > 0 ? `${words}${DIGITS[fen]}分` : `${words}整`;
}
