import type { StationDevice } from '@contracts/http/devices';
import { gradeOfCause } from '@domain/room-check';

/** How a room is, the worst first: a fault that stops a talk, silence, no screen, a fault that does not, all well. */
export const CONDITIONS = ['broken', 'offline', 'unpaired', 'weak', 'good'] as const;
export type Condition = (typeof CONDITIONS)[number];

export function conditionOf({ health, tasks }: Pick<StationDevice, 'health' | 'tasks'>): Condition {
  if (tasks.some(({ cause }) => gradeOfCause(cause) === 'bad')) return 'broken';
  return health;
}

/** Worst first; among equals the longest faulty, then in the order they came. */
export function worstFirst(rooms: readonly StationDevice[]): StationDevice[] {
  const since = ({ tasks }: StationDevice): string => tasks[0]?.openedAt ?? '9';
  return rooms.toSorted(
    (one, other) =>
      CONDITIONS.indexOf(conditionOf(one)) - CONDITIONS.indexOf(conditionOf(other)) ||
      since(one).localeCompare(since(other)),
  );
}

/** How many rooms are how. */
export function countsOf(rooms: readonly StationDevice[]): Readonly<Record<Condition, number>> {
  const counts: Record<Condition, number> = { broken: 0, offline: 0, unpaired: 0, weak: 0, good: 0 };
  for (const room of rooms) counts[conditionOf(room)] += 1;
  return counts;
}
