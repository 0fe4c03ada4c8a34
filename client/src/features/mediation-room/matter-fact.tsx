import type { SessionView } from '@contracts/http/sessions';
import { useWords } from './words';

/** What the talk is about, of which kind it is, and the number of its request. */
export function MatterFact({ of }: { of: SessionView['appointment'] }) {
  const { t } = useWords();
  return (
    <div className="mr-fact">
      <b>{t(`common:topic.${of.topic}`)}</b>
      <small>
        {t(`kind.${of.mode}`)} {of.requestNo}
      </small>
    </div>
  );
}
