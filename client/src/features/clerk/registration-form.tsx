import type { RequestView } from '@contracts/http/requests';
import type { Topic } from '@domain/topic';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import { useStations } from '../../lib/stations';
import { Icon } from '../../ui/icon';
import { FormField } from '../../ui/form-field';
import { Used, WhyNot } from './form-words';
import styles from './form.module.css';
import { NeedsFields, PersonFields } from './party-fields';
import { isDispute, isWalkIn, type DraftField, type PartyField, type RegistrationDraft } from './registration-draft';
import { ResultPanel } from './result-panel';
import { printSlip } from './slip';
import { SlotPicker } from './slot-picker';
import { TopicPicker } from './topic-picker';
import { useDeskKeys } from './use-desk-keys';
import { useOffers } from './use-offers';
import { useSlotChoice } from './use-slot-choice';
import { useRegistration } from './use-registration';
import type { StoredRegistration } from './offline-queue';

interface FormProps {
  stationId: string;
  keep: (entry: StoredRegistration) => boolean;
  /** The keys of what is still kept in this computer. */
  keptKeys: readonly string[];
  /** A kept registration that the clerk takes back to mend; read once, so give the form a new key with it. */
  takenBack: RegistrationDraft | null;
}

/** Registers a person, or two of a dispute, in under a minute, by keyboard alone. F9 registers and prints. */
export function RegistrationForm({ stationId, keep, keptKeys, takenBack }: FormProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const { language } = useLanguage();
  const { data: stations = [] } = useStations();
  const [printed, setPrinted] = useState(true);
  const [held, setHeld] = useState<RegistrationDraft | null>(null);
  const print = async (request: RequestView): Promise<void> => {
    const mine = request.parties.filter((party) => party.stationId === stationId);
    const [first] = mine.length > 0 ? mine : request.parties;
    setPrinted(first ? await printSlip(request.id, first.id) : true);
  };
  const form = useRegistration(stationId, takenBack, {
    keep,
    registered: (request) => void print(request),
    slotGone: () => choice.gone(null),
  });
  const { draft, change, problems, result, refused, sending } = form;
  const offers = useOffers(draft);
  const dispute = isDispute(draft);
  const choice = useSlotChoice({ draft, change, offers, open: result === null });
  const { startsAt, best } = choice;
  const submitted: RegistrationDraft = { ...draft, startsAt };

  const submit = async (): Promise<void> => {
    const field = await form.submit(startsAt, choice.holdId);
    if (field) focusOn(field);
  };
  const startOver = (from?: RegistrationDraft): void => {
    form.startOver(from);
    choice.forget();
    setPrinted(true);
  };
  const pickTopic = (topic: Topic): void => {
    choice.forget();
    change({ ...draft, topic });
    focusOn('topic');
  };
  useDeskKeys({
    go: () => (result ? startOver() : void submit()),
    pickTopic: result ? null : pickTopic,
  });
  const errorAt = (field: DraftField): string | undefined => {
    const found = problems.find((problem) => problem.field === field);
    return found && t(`problem.${found.word}`, found.params);
  };
  const errorOf = (which: 'first' | 'second') => (field: PartyField) => errorAt(`${which}.${field}`);
  const common = { stations, dispute };

  if (result) {
    return (
      <ResultPanel
        result={result}
        stationId={stationId}
        printed={printed}
        stillKept={result.kind === 'kept' && keptKeys.includes(result.key)}
        next={() => startOver()}
      />
    );
  }
  return (
    <form
      className={styles.form}
      aria-label={t('form.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>
        {t('form.title')}
        <Used since={form.startedMs} />
      </h2>
      <div className={styles.fields}>
        <PersonFields
          which="first"
          party={draft.first}
          change={(first) => change({ ...draft, first })}
          errorOf={errorOf('first')}
          {...common}
        />
        <TopicPicker value={draft.topic} pick={pickTopic} error={errorAt('topic')} />
        {draft.topic === 'COMPLAINT' && (
          <FormField id="complainedOf" label={t('form.complainedOf')} wide>
            <Select
              id="complainedOf"
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.complainedOfStationId}
              options={[
                { value: '', label: t('form.complainedNone') },
                ...stations.map(({ id, name, nameEn }) => ({ value: id, label: language === 'en' ? nameEn : name })),
              ]}
              onChange={(complainedOfStationId: string) => change({ ...draft, complainedOfStationId })}
            />
          </FormField>
        )}
        <FormField id="summary" label={t('form.summary')} hint={t('form.optional')} error={errorAt('summary')} wide>
          <Input.TextArea
            id="summary"
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={1000}
            value={draft.summary}
            onChange={(event) => change({ ...draft, summary: event.target.value })}
          />
        </FormField>
        <NeedsFields
          which="first"
          party={draft.first}
          change={(first) => change({ ...draft, first })}
          errorOf={errorOf('first')}
        />
        {dispute && (
          <>
            <PersonFields
              which="second"
              party={draft.second}
              change={(second) => change({ ...draft, second })}
              errorOf={errorOf('second')}
              {...common}
            />
            {draft.second.stationId === stationId && !draft.screened && (
              <p className={styles.warn}>▲ {t('form.sameStation')}</p>
            )}
            <NeedsFields
              which="second"
              party={draft.second}
              change={(second) => change({ ...draft, second })}
              errorOf={errorOf('second')}
            />
            <Checkbox
              className={styles.wide}
              checked={draft.screened}
              onChange={(event) => change({ ...draft, screened: event.target.checked })}
            >
              {t('form.screened')}
            </Checkbox>
            <Checkbox
              className={styles.wide}
              checked={draft.sameDay}
              onChange={(event) => change({ ...draft, sameDay: event.target.checked })}
            >
              {t('form.sameDay')}
            </Checkbox>
          </>
        )}
        <SlotPicker
          stationId={stationId}
          draft={submitted}
          offers={offers}
          pick={choice.pick}
          hold={choice.hold}
          holdEnd={choice.holdEnd}
        />
        {draft.first.phone.trim() !== '' && (
          <Checkbox
            className={styles.wide}
            checked={draft.serviceConsent}
            onChange={(event) => change({ ...draft, serviceConsent: event.target.checked })}
          >
            {t('form.consent')}
          </Checkbox>
        )}
      </div>
      <div className={styles.submit}>
        <WhyNot toMend={problems.length} refused={refused} nextSlot={best} storeFull={form.storeFull} />
        {held && (
          <button
            type="button"
            className="btn quiet sm"
            onClick={() => {
              startOver(held);
              setHeld(null);
            }}
          >
            {t('form.takeHeld', { name: held.first.name })}
          </button>
        )}
        <div className={styles.buttons}>
          <Button
            disabled={form.startedMs === null || held !== null}
            onClick={() => {
              setHeld(draft);
              startOver();
            }}
          >
            {t('form.hold')}
          </Button>
          <Button type="primary" htmlType="submit" loading={sending} icon={<Icon name="print" />}>
            {t(isWalkIn(draft) ? 'form.submitWalkIn' : 'form.submit')} <kbd>F9</kbd>
          </Button>
        </div>
      </div>
    </form>
  );
}

function focusOn(field: DraftField): void {
  requestAnimationFrame(() => document.getElementById(field)?.focus());
}
