import { BOOKING_CODE_ALPHABET } from '@domain/booking-code';

/** Which of the two numbers is being typed on the room's keypad. */
export type PadField = 'code' | 'lastFour';

export interface PadState {
  code: string;
  lastFour: string;
  field: PadField;
}

export const LENGTH = { code: 8, lastFour: 4 } as const;
export const emptyPad: PadState = { code: '', lastFour: '', field: 'code' };

export const ERASE = 'erase';
/** The keys of each number; the last four of an identity card may be an X. */
export const KEYS_OF: Readonly<Record<PadField, readonly string[]>> = {
  code: [...BOOKING_CODE_ALPHABET],
  lastFour: ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'],
};

/** A key pressed: fills the field in hand, and goes on to the second number once the first is whole. */
export function press(state: PadState, key: string): PadState {
  const { field } = state;
  if (key === ERASE) {
    if (state[field] === '' && field === 'lastFour') return press({ ...state, field: 'code' }, ERASE);
    return { ...state, [field]: state[field].slice(0, -1) };
  }
  const typedKey = key.toUpperCase();
  if (state[field].length >= LENGTH[field] || !KEYS_OF[field].includes(typedKey)) return state;
  const typed = { ...state, [field]: state[field] + typedKey };
  return field === 'code' && typed.code.length === LENGTH.code ? { ...typed, field: 'lastFour' } : typed;
}

export const isWhole = ({ code, lastFour }: PadState): boolean =>
  code.length === LENGTH.code && lastFour.length === LENGTH.lastFour;
