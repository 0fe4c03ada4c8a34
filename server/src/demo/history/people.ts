import type { Sealing } from '../../common/sealing';
import type { Row } from '../demo.repository';
import type { Chance } from '../random';
import { VILLAGES } from './words';

const LETTERS = ['甲', '乙', '丙', '丁', '戊', '己'] as const;

/** A synthetic resident: a letter and a number, a phone nobody can dial, an identity number that checks wrong. */
export function makePerson(chance: Chance, sealing: Sealing): Row & { id: string } {
  const phone = `100${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;
  const year = chance.between(1938, 2000);
  const idNumber = wrongCheckDigit(
    `510726${year}${String(chance.between(1, 12)).padStart(2, '0')}${String(chance.between(1, 28)).padStart(2, '0')}${String(chance.between(0, 999)).padStart(3, '0')}`,
  );
  return {
    id: chance.uuid(),
    name: `居民${chance.pick(LETTERS)}-${String(chance.between(1, 999)).padStart(3, '0')}`,
    id_number_sealed: sealing.seal(idNumber),
    phone_sealed: chance.happens(0.93) ? sealing.seal(phone) : null,
    village: chance.pick(VILLAGES),
    born_on: null,
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The eighteenth character, but never the one that would make the number valid. */
function wrongCheckDigit(seventeen: string): string {
  const sum = [...seventeen].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  const right = CHECKS[sum % 11];
  return seventeen + (right === '0' ? '1' : '0');
}
