import { useTranslation } from 'react-i18next';
import { dayPartTime, longDate } from '../../../lib/format';
import { useLanguage } from '../../../lib/i18n';
import { LET_BUREAU_CHOOSE, type Step } from '../draft';
import { Field } from '../field';
import { HoldNote } from '../hold-note';
import { useStations } from '../resident-api';
import type { StepProps } from './step-props';

interface CheckStepProps extends StepProps {
  goTo: (step: Step) => void;
}

/** Everything once more, each line leading back to its question; then it is sent. */
export function CheckStep({ draft, change, goTo, holdEnd }: CheckStepProps) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const stations = useStations().data ?? [];
  const nameOf = (id: string | null) => {
    const found = stations.find((one) => one.id === id);
    return found ? (language === 'zh' ? found.name : found.nameEn) : '';
  };
  const needs = draft.needs.map((need) => t(`needs.${need}`));
  const companions = draft.companions > 0 ? [t('check.companions', { people: draft.companions })] : [];
  const when =
    draft.when === null
      ? '–'
      : draft.when === LET_BUREAU_CHOOSE
        ? t('when.bureau')
        : `${longDate(draft.when)}\n${dayPartTime(draft.when)}`;
  const lines: [Step, string, string][] = [
    ['topic', t('check.topic'), draft.topic ? t(`topic.${draft.topic}.label`) : ''],
    ...(draft.topic === 'COMPLAINT'
      ? [
          ['complained', t('check.complained'), nameOf(draft.complainedOf) || t('complained.none')] as [
            Step,
            string,
            string,
          ],
        ]
      : []),
    ...(draft.topic === 'DISPUTE'
      ? [['other', t('check.other'), `${draft.otherName}\n${nameOf(draft.otherStationId)}`] as [Step, string, string]]
      : []),
    ['station', t('check.station'), nameOf(draft.stationId)],
    [
      'who',
      t('check.who'),
      [draft.name, draft.phone, draft.minor ? draft.guardianName : ''].filter(Boolean).join('\n'),
    ],
    ['needs', t('check.needs'), [...needs, ...companions].join('\n') || t('check.nothing')],
    ['when', t('check.when'), when],
  ];
  return (
    <>
      <HoldNote hold={draft.when === draft.hold?.startsAt ? draft.hold : null} ended={holdEnd} />
      <dl className="check-list">
        {lines.map(([step, label, value]) => (
          <div key={step}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd className="mend">
              <button type="button" onClick={() => goTo(step)} aria-label={t('check.mendOf', { label })}>
                {t('check.mend')}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <Field
        name="summary"
        label={t('check.summary')}
        hint={t('check.summaryHint')}
        value={draft.summary}
        onChange={(summary) => change({ summary })}
        maxLength={1000}
        multiline
        optional
      />
      <p className="hint">{t('check.privacy')}</p>
    </>
  );
}
