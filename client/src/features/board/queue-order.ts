import type { RequestView } from '@contracts/http/requests';

type Queued = Pick<RequestView, 'id' | 'no' | 'noticeDueAt' | 'urgency'>;

const URGENCY_RANK: Readonly<Record<RequestView['urgency'], number>> = { high: 0, sameDay: 1, normal: 2 };

/**
 * The queue of what has no slot: the shortest time left to the promised notice first; of two due at the same
 * moment the more urgent first, then the one registered first (by number).
 */
export function byTimeLeft<T extends Queued>(requests: readonly T[]): T[] {
  return [...requests].sort(
    (a, b) =>
      Date.parse(a.noticeDueAt) - Date.parse(b.noticeDueAt) ||
      URGENCY_RANK[a.urgency] - URGENCY_RANK[b.urgency] ||
      a.no.localeCompare(b.no),
  );
}

/** The item `step` places away from the selected one, stopping at both ends; the first when none is selected. */
export function neighbour<T extends { readonly id: string }>(
  queue: readonly T[],
  selectedId: string | null,
  step: 1 | -1,
): T | null {
  const at = queue.findIndex(({ id }) => id === selectedId);
  if (at < 0) return queue[0] ?? null;
  return queue[Math.min(queue.length - 1, Math.max(0, at + step))] ?? null;
}

/** Keeps the queue items in which the typed words occur: number, name, station. */
export function matching(requests: readonly RequestView[], typed: string): RequestView[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return requests.filter((request) => {
    const text = [request.no, ...request.parties.flatMap(({ name, stationName }) => [name, stationName])]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
