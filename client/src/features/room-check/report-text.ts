import type { CheckMeasures } from '@domain/room-check';
import type { TFunction } from 'i18next';
import { longDate, clockTime } from '../../lib/format';
import { partWords } from './part-words';
import { CHECK_STEPS } from './run-check';
import type { CheckResult } from './use-room-check';

interface ReportFacts {
  readonly result: CheckResult;
  /** Where the set stands, such as station and room. */
  readonly place: string;
  readonly browser: string;
}

/** The check as a page of text that can be printed, sent on and read by whoever mends the set. */
export function reportText(t: TFunction<'roomCheck'>, { result, place, browser }: ReportFacts): string {
  const { at, causes, grade, measures, parts } = result;
  return [
    t('report.title'),
    `${t('report.place')}${place}`,
    `${t('report.at')}${longDate(at)} ${clockTime(at)}`,
    `${t('report.browser')}${browser}`,
    `${t('report.grade')}${t(`grade.${grade}`)}`,
    '',
    ...CHECK_STEPS.map(
      (part) =>
        `${t(`part.${part}`)}${t('colon')}${t(`grade.${parts[part]}`)}${t('stop')}${partWords(t, part, measures)}`,
    ),
    '',
    ...causes.flatMap((cause) => [`- ${t(`cause.${cause}`)}`, `  ${t(`advice.${cause}`)}`]),
    ...(causes.length === 0 ? [t('report.nothing')] : []),
    '',
    JSON.stringify(numbersOf(measures)),
    '',
  ].join('\r\n');
}

/** The bare numbers, for whoever wants to reckon with them. */
const numbersOf = ({ camera, microphone, speaker, line }: CheckMeasures): Record<string, unknown> => ({
  camera,
  microphone,
  speaker,
  line,
});

/** Hands a text to the person as a file. The mark at its head tells old editors that it is UTF-8. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
