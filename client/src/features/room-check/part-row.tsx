import { gradeOfCause, judgeCheck, partOfCause, type CheckMeasures, type CheckPart } from '@domain/room-check';
import { useTranslation } from 'react-i18next';
import { percent } from '../../lib/format';
import { Lamp, type LampState } from '../../ui/lamp';
import { partWords } from './part-words';
import type { CheckState } from './use-room-check';

const LAMP_OF_GRADE = { good: 'on', weak: 'warn', bad: 'fail' } as const satisfies Record<string, LampState>;

/** Parts that were not tried yet are taken as good until they are, so that one is judged by itself. */
const UNTRIED: CheckMeasures = {
  camera: { state: 'on', brightness: null, contrast: null },
  microphone: { state: 'on', peak: null, spokenTo: false },
  speaker: { state: 'untried', riseDb: null },
  line: null,
};

/** One part: how it is, what was measured, and for each thing wrong what to do. */
export function PartRow({ part, state: { step, found, lineShare } }: { part: CheckPart; state: CheckState }) {
  const { t } = useTranslation('roomCheck');
  const known = found[part] !== undefined;
  const judged = judgeCheck({ ...UNTRIED, ...found });
  const causes = known ? judged.causes.filter((cause) => partOfCause(cause) === part) : [];
  const lamp = known ? LAMP_OF_GRADE[judged.parts[part]] : 'off';
  return (
    <li className={step === part ? 'now' : undefined}>
      <p className="rc-part">
        <b>{t(`part.${part}`)}</b>
        <Lamp state={lamp}>
          {known ? t(`grade.${judged.parts[part]}`) : step === part ? t(`doing.${part}`) : t('notYet')}
          {step === part && part === 'line' && ` ${percent(lineShare)}`}
        </Lamp>
      </p>
      {known && (causes.length === 0 || part === 'line') && <p className="rc-numbers">{partWords(t, part, found)}</p>}
      {causes.map((cause) => (
        <p key={cause} className={`rc-cause ${gradeOfCause(cause)}`}>
          <b>{t(`cause.${cause}`)}</b>
          <span>{t(`advice.${cause}`)}</span>
        </p>
      ))}
    </li>
  );
}
