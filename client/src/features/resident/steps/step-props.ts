import type { Draft, Fault } from '../draft';

/** What every question of the registration is given. */
export interface StepProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Faults of this step, shown after 下一步 was pressed. */
  faults: readonly Fault[];
}

export const faultAt = (faults: readonly Fault[], field: Fault['field']): Fault | undefined =>
  faults.find((fault) => fault.field === field);
