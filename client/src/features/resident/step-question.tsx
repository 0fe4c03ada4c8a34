import type { Step } from './draft';
import { CheckStep } from './steps/check-step';
import { NeedsStep } from './steps/needs-step';
import { ComplainedStep, OtherStep, StationStep } from './steps/place-steps';
import type { StepProps } from './steps/step-props';
import { TopicStep } from './steps/topic-step';
import { WhenStep } from './steps/when-step';
import { WhoStep } from './steps/who-step';

interface StepQuestionProps extends StepProps {
  step: Step;
  goTo: (step: Step) => void;
}

/** The one question on screen. */
export function StepQuestion({ step, goTo, ...props }: StepQuestionProps) {
  switch (step) {
    case 'topic':
      return <TopicStep {...props} />;
    case 'complained':
      return <ComplainedStep {...props} />;
    case 'other':
      return <OtherStep {...props} />;
    case 'station':
      return <StationStep {...props} />;
    case 'who':
      return <WhoStep {...props} />;
    case 'needs':
      return <NeedsStep {...props} />;
    case 'when':
      return <WhenStep {...props} />;
    case 'check':
      return <CheckStep {...props} goTo={goTo} />;
  }
}
