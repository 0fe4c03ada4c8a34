import type { ReactNode } from 'react';

/** ● on, ○ not yet, ▲ attention, ■ failed; `rec` is the red disc of a running recording. */
export type LampState = 'on' | 'off' | 'warn' | 'fail' | 'rec';

/** Shape and word together: colour never stands alone. */
export function Lamp({ state, children }: { state: LampState; children: ReactNode }) {
  return <span className={`lamp ${state}`}>{children}</span>;
}
