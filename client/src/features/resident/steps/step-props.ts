import type { HoldEnd } from '../../../lib/hold';
import type { Draft, Fault } from '../draft';

/** What every question of the registration is given. */
export interface StepProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Faults of this step, shown after 下一步 was pressed. */
  faults: readonly Fault[];
  /** Chooses a time and has it kept. */
  chooseTime: (when: string) => void;
  /** Why the time chosen before is kept no longer. */
  holdEnd: HoldEnd | null;
}

export const faultAt = (faults: readonly Fault[], field: Fault['field']): Fault | undefined =>
  faults.find((fault) => fault.field === field);
