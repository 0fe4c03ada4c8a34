import type { ResidentView } from '@contracts/http/requests';
import type { Flow } from '../flow';
import { CancelFlow } from './cancel-flow';
import { CannotChoice } from './cannot-choice';
import { ChangeFlow } from './change-flow';

interface FlowsProps {
  flow: Flow;
  view: ResidentView;
  /** The resident has just answered that they cannot come. */
  told: () => void;
}

/** The pages behind 换个时间, 不约了 and 来不了; fetched when first wanted. */
export default function Flows({ flow, view, told }: FlowsProps) {
  if (flow === 'change') return <ChangeFlow view={view} />;
  if (flow === 'cancel') return <CancelFlow view={view} />;
  return <CannotChoice phone={view.stationPhone} told={told} />;
}
