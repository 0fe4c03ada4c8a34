import type { Topic } from '@domain/topic';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IconName } from '../../../ui/icon';
import { Button } from '../../../ui/button';
import { Choices, type Choice } from '../choices';
import { faultAt, type StepProps } from './step-props';

const FIRST: readonly [Topic, IconName][] = [
  ['HUKOU', 'card'],
  ['DISPUTE', 'quarrel'],
  ['TRAFFIC', 'car'],
  ['CASE_INQUIRY', 'folder'],
  ['COMPLAINT', 'letter'],
  ['FRAUD', 'fraud'],
  ['EXIT_ENTRY', 'passport'],
];
const RARER: readonly [Topic, IconName][] = [
  ['PUBLIC_ORDER', 'shield'],
  ['LICENSING', 'stamp'],
  ['LEGAL', 'scales'],
];
const UNSURE: readonly [Topic, IconName] = ['OTHER', 'question'];

/** 您想办什么事? In words and pictures; the rarer matters open on request. */
export function TopicStep({ draft, change, faults }: StepProps) {
  const { t } = useTranslation('resident');
  const [all, setAll] = useState(RARER.some(([topic]) => topic === draft.topic));
  const shown = [...FIRST, ...(all ? RARER : []), UNSURE];
  const choices = shown.map(([value, icon]): Choice => ({
    value,
    icon,
    label: t(`topic.${value}.label`),
    hint: t(`topic.${value}.hint`),
  }));
  return (
    <>
      <Choices
        label={t('step.topic')}
        choices={choices}
        value={draft.topic}
        onChange={(value) => {
          const topic = shown.find(([one]) => one === value)?.[0] ?? null;
          change({ topic, when: null });
        }}
        fault={faultAt(faults, 'topic')}
      />
      {!all && (
        <Button kind="quiet" icon="add" onPress={() => setAll(true)}>
          {t('topic.more')}
        </Button>
      )}
    </>
  );
}
