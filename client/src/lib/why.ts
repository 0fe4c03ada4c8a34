import type { AppointmentView } from '@contracts/http/requests';
import type { TFunction } from 'i18next';
import { addTexts } from './i18n';
import zh from './locales/why.zh.json';

addTexts('why', zh, () => import('./locales/why.en.json'));

/** Why a slot is where it is: a code, and the figures that its sentence needs. */
export type SlotReason = AppointmentView['reason'];

type Texts = typeof zh;
type SlotWord = keyof Texts['slot'];
type OfficialWord = Exclude<keyof Texts['official'], 'someone'>;
type ResidentWord = keyof Texts['resident'];

const slotWords = Object.keys(zh.slot).filter((word) => word !== 'other');
const officialWords = Object.keys(zh.official).filter((word) => word !== 'someone');
const residentWords = Object.keys(zh.resident);
const isSlotWord = (code: unknown): code is SlotWord => slotWords.some((word) => word === code);
const isOfficialWord = (code: unknown): code is OfficialWord => officialWords.some((word) => word === code);
const isResidentWord = (code: string): code is ResidentWord => residentWords.includes(code);

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** `sameOfficial` costs waiting or costs nothing; the other codes have one sentence. */
function slotWordOf({ code, params }: SlotReason): SlotWord {
  if (code === 'sameOfficial' && number(params.waitMinutes) === 0) return 'sameOfficialNow';
  return isSlotWord(code) ? code : 'other';
}

/**
 * Why this time and this official, as a sentence for staff. An unknown code gets the general sentence, never its
 * letters. `officialName` names the official where the sentence speaks of them. `t` is of any namespace.
 */
export function whySlot(t: TFunction<never>, reason: SlotReason, officialName?: string): string {
  const { params } = reason;
  const time = t(`why:slot.${slotWordOf(reason)}`, {
    minutes: number(params.waitMinutes),
    moved: number(params.moved),
  });
  if (!isOfficialWord(params.officialBy)) return t('why:alone', { time });
  const who = officialName ?? t('why:official.someone');
  const official = t(`why:official.${params.officialBy}`, { who, free: number(params.officialsFree) });
  return t('why:join', { time, official });
}

/** The same for the person who is coming: one plain sentence, and nothing about anybody else. */
export function whyForResident(t: TFunction<never>, { code }: SlotReason): string {
  return t(`why:resident.${isResidentWord(code) ? code : 'other'}`);
}
