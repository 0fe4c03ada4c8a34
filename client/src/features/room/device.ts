import type { Me } from '@contracts/http/identity';

/** The paired room screen that this browser is. */
export type Device = Extract<Me, { kind: 'device' }>;
