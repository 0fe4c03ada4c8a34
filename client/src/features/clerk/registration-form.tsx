import type { RequestView } from '@contracts/http/requests';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { bureauNow, useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';
import { Field } from './field';
import styles from './form.module.css';
import { NeedsFields, PersonFields } from './party-fields';
import { useStations } from './queries';
import { isDispute, type DraftField, type PartyField, type RegistrationDraft } from './registration-draft';
import { ResultPanel } from './result-panel';
import { printSlip } from './slip';
import { SlotPicker } from './slot-picker';
import { TOPIC_KEYS, TopicPicker } from './topic-picker';
import { useOffers } from './use-offers';
import { useRegistration } from './use-registration';
import type { StoredRegistration } from './offline-queue';

interface FormProps {
  stationId: string;
  keep: (entry: StoredRegistration) => boolean;
  /** The keys of what is still kept in this computer. */
  keptKeys: readonly string[];
  /** A kept registration that the clerk takes back to mend. */
  takenBack: RegistrationDraft | null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    'input:not([type="radio"]):not([type="checkbox"]), textarea, [contenteditable="true"], [role="dialog"]',
  ) !== null;

/** Registers a person, or two of a dispute, in under a minute, by keyboard alone. F9 registers and prints. */
export function RegistrationForm({ stationId, keep, keptKeys, takenBack }: FormProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const { language } = useLanguage();
  const { data: stations = [] } = useStations();
  const [printed, setPrinted] = useState(true);
  const [chosenByHand, setChosenByHand] = useState(false);
  const [held, setHeld] = useState<RegistrationDraft | null>(null);
  const print = async (request: RequestView): Promise<void> => {
    const mine = request.parties.filter((party) => party.stationId === stationId);
    const [first] = mine.length > 0 ? mine : request.parties;
    setPrinted(first ? await printSlip(request.id, first.id) : true);
  };
  const form = useRegistration(stationId, {
    keep,
    registered: (request) => void print(request),
    slotGone: () => {
      setChosenByHand(false);
      void offers.query.refetch();
    },
  });
  const { draft, change, problems, result, refused, sending } = form;
  const offers = useOffers(draft);
  const dispute = isDispute(draft);

  // The earliest free time within the promise is chosen until the clerk chooses another.
  const offered = offers.missing ? undefined : offers.query.data;
  const best = offered?.slots.find(({ withinPromise }) => withinPromise)?.startsAt ?? null;
  const still = offered?.slots.some(({ startsAt }) => startsAt === draft.startsAt) ?? false;
  const startsAt = chosenByHand && (draft.startsAt === null || still) ? draft.startsAt : best;
  const submitted: RegistrationDraft = { ...draft, startsAt };

  const submit = useEffectEvent(async (): Promise<void> => {
    const field = await form.submit(startsAt);
    if (field) focusOn(field);
  });
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
    if (event.key === 'F9') {
      event.preventDefault();
      if (!result) void submit();
      else form.startOver();
      return;
    }
    if (result || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const topic = TOPIC_KEYS.find(([key]) => key === event.key)?.[1];
    if (!topic) return;
    event.preventDefault();
    pickTopic(topic);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const takeBack = useEffectEvent((from: RegistrationDraft) => form.startOver(from));
  useEffect(() => {
    if (takenBack) takeBack(takenBack);
  }, [takenBack]);
  const pickTopic = (topic: RegistrationDraft['topic']): void => {
    setChosenByHand(false);
    change({ ...draft, topic });
    requestAnimationFrame(() => document.getElementById('topic')?.focus());
  };
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
        next={() => {
          form.startOver();
          setChosenByHand(false);
          setPrinted(true);
        }}
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
          <Field id="complainedOf" label={t('form.complainedOf')} wide>
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
          </Field>
        )}
        <Field id="summary" label={t('form.summary')} hint={t('form.optional')} error={errorAt('summary')} wide>
          <Input.TextArea
            id="summary"
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={1000}
            value={draft.summary}
            onChange={(event) => change({ ...draft, summary: event.target.value })}
          />
        </Field>
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
            {draft.second.stationId === stationId && <p className={styles.warn}>▲ {t('form.sameStation')}</p>}
            <NeedsFields
              which="second"
              party={draft.second}
              change={(second) => change({ ...draft, second })}
              errorOf={errorOf('second')}
            />
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
          draft={submitted}
          offers={offers}
          pick={(next) => {
            setChosenByHand(true);
            change({ ...draft, startsAt: next });
          }}
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
        {problems.length > 0 && <p className="msg-err">{t('form.toMend', { n: problems.length })}</p>}
        {refused?.code === 'SLOT_TAKEN' && (
          <p className={styles.taken} role="alert">
            {best === null ? t('form.slotTakenNone') : <NextSlot at={best} />}
          </p>
        )}
        {refused && refused.code !== 'SLOT_TAKEN' && <Refusal error={refused} staff />}
        {form.storeFull && (
          <p className={styles.taken} role="alert">
            {t('offline.storeFull')}
          </p>
        )}
        {held && (
          <button
            type="button"
            className="btn quiet sm"
            onClick={() => {
              form.startOver(held);
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
              form.startOver();
            }}
          >
            {t('form.hold')}
          </Button>
          <Button type="primary" htmlType="submit" loading={sending} icon={<Icon name="print" />}>
            {t('form.submit')} <kbd>F9</kbd>
          </Button>
        </div>
      </div>
    </form>
  );
}

function focusOn(field: DraftField): void {
  requestAnimationFrame(() => document.getElementById(field)?.focus());
}

function Used({ since }: { since: number | null }) {
  const { t } = useTranslation('clerk');
  useNow(1_000);
  const seconds = since === null ? 0 : Math.max(0, Math.round((bureauNow() - since) / 1000));
  return <small>{since === null ? t('form.fresh') : t('form.used', { seconds })}</small>;
}

function NextSlot({ at }: { at: string }) {
  const { t } = useTranslation('clerk');
  const now = useNow(30_000);
  return t('form.slotTaken', { next: dayWordTime(at, now) });
}
