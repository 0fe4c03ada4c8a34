/** What a resident does with the own appointment beyond saying that they come. */
export const FLOWS = ['change', 'cancel', 'cannot'] as const;
export type Flow = (typeof FLOWS)[number];

/** The flow that the address names (`/my?do=change`), if any. */
export const flowIn = (search: URLSearchParams): Flow | null => FLOWS.find((flow) => flow === search.get('do')) ?? null;
