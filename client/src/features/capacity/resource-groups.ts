import type { CapacityResource } from '@contracts/http/capacity';

export interface ResourceGroup {
  readonly kind: CapacityResource['kind'];
  readonly resources: readonly CapacityResource[];
}

const ORDER = ['room', 'official', 'interpreter', 'device'] as const;

/** Rooms, then officials, then interpreters, of those that match every typed word, by name, station or branch. */
export function groupsOf(
  resources: readonly CapacityResource[],
  typed: string,
  wordsOf: (resource: CapacityResource) => readonly string[],
): ResourceGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (resource: CapacityResource): boolean => {
    const text = wordsOf(resource).join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = resources.filter(matches);
  return ORDER.map((kind) => ({ kind, resources: found.filter((one) => one.kind === kind) })).filter(
    (group) => group.resources.length > 0,
  );
}
