import type { Need } from '@domain/people';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, Group } from 'react-aria-components';
import { Tick } from '../tick';
import type { StepProps } from './step-props';

const ASKED: readonly Need[] = ['hearing', 'reading', 'qiang', 'signLanguage', 'wheelchair'];
const MOST_COMPANIONS = 6;

/** What the person needs so as to take part, and who comes along. Everything may be left as it is. */
export function NeedsStep({ draft, change }: StepProps) {
  const { t } = useTranslation('resident');
  const tick = (need: Need, on: boolean) =>
    change({ needs: on ? [...draft.needs, need] : draft.needs.filter((one) => one !== need), when: null });
  const companions = (count: number) => change({ companions: Math.min(MOST_COMPANIONS, Math.max(0, count)) });
  return (
    <>
      <p className="hint">{t('needs.hint')}</p>
      <div className="choices rows" role="group" aria-label={t('step.needs')}>
        {ASKED.map((need) => (
          <Tick
            key={need}
            label={t(`needs.${need}`)}
            hint={t(`needs.${need}Hint`)}
            checked={draft.needs.includes(need)}
            onChange={(on) => tick(need, on)}
          />
        ))}
      </div>
      <Group className="counter" aria-label={t('needs.companions')}>
        <b>{t('needs.companions')}</b>
        <span>
          <AriaButton
            aria-label={t('needs.fewer')}
            isDisabled={draft.companions === 0}
            onPress={() => companions(draft.companions - 1)}
          >
            −
          </AriaButton>
          <output>{t('needs.people', { people: draft.companions })}</output>
          <AriaButton
            aria-label={t('needs.more')}
            isDisabled={draft.companions === MOST_COMPANIONS}
            onPress={() => companions(draft.companions + 1)}
          >
            +
          </AriaButton>
        </span>
      </Group>
    </>
  );
}
