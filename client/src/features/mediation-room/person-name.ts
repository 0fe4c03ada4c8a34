import type { TFunction } from 'i18next';
import type { Person } from './people';

/** A party by side is not meant here: a guest's name, or what somebody without a name came as. */
export const nameOf =
  (t: TFunction<'mediation-room'>) =>
  ({ name, role }: Person): string =>
    name ?? t(`people.${role === 'party' ? 'clerk' : role}`);
