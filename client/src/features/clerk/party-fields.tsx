import type { Station } from '@contracts/http/identity';
import type { Need } from '@domain/people';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { isoDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { bureauNow } from '../../lib/server-clock';
import { Side } from '../../ui/side';
import { FormField } from '../../ui/form-field';
import styles from './form.module.css';
import { bornOnOf, isMinor, type PartyDraft, type PartyField } from './registration-draft';

/** 有人陪 is the number of companions here; the other needs are ticked. */
const NEED_BOXES: readonly Need[] = ['hearing', 'reading', 'qiang', 'signLanguage', 'minor', 'wheelchair'];
const DISPUTE_ROLES = ['applicant', 'party', 'injured', 'allegedOffender'] as const;

interface PartyFieldsProps {
  which: 'first' | 'second';
  party: PartyDraft;
  change: (party: PartyDraft) => void;
  errorOf: (field: PartyField) => string | undefined;
  dispute: boolean;
  stations: readonly Station[];
}

/** One person: name, card, phone, village. */
export function PersonFields({ which, party, change, errorOf, dispute, stations }: PartyFieldsProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const { language } = useLanguage();
  const set = (part: Partial<PartyDraft>): void => change({ ...party, ...part });
  const text = (field: 'name' | 'idNumber' | 'phone' | 'village', maxLength: number) => {
    const error = field === 'village' ? undefined : errorOf(field);
    return {
      id: `${which}.${field}`,
      value: party[field],
      maxLength,
      autoComplete: 'off',
      status: error ? ('error' as const) : ('' as const),
      'aria-invalid': error !== undefined,
      'aria-describedby': error ? `${which}.${field}-error` : undefined,
      onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
    };
  };
  const typedCard = (idNumber: string): void => {
    const bornOn = bornOnOf(idNumber);
    const minor = bornOn !== null && isMinor(bornOn, isoDate(bureauNow()));
    set({ idNumber, ...(minor && !party.needs.includes('minor') ? { needs: [...party.needs, 'minor'] } : {}) });
  };
  return (
    <>
      {dispute && (
        <p className={styles.party}>
          <Side side={which === 'first' ? 'A' : 'B'} />
          <b>{t(`form.${which}`)}</b>
          {which === 'second' && <span>{t('form.secondLead')}</span>}
        </p>
      )}
      <FormField id={`${which}.name`} label={t('form.name')} error={errorOf('name')}>
        <Input {...text('name', 40)} />
      </FormField>
      <FormField
        id={`${which}.idNumber`}
        label={t('form.idNumber')}
        hint={t('form.optional')}
        error={errorOf('idNumber')}
      >
        <Input {...text('idNumber', 20)} onChange={(event) => typedCard(event.target.value)} />
      </FormField>
      <FormField id={`${which}.phone`} label={t('form.phone')} hint={t('form.optional')} error={errorOf('phone')}>
        <Input {...text('phone', 20)} inputMode="tel" />
      </FormField>
      {which === 'second' ? (
        <FormField id="second.stationId" label={t('form.station')} error={errorOf('stationId')}>
          <Select
            id="second.stationId"
            showSearch={{ optionFilterProp: 'label' }}
            value={party.stationId === '' ? null : party.stationId}
            placeholder={t('form.stationPick')}
            status={errorOf('stationId') ? 'error' : ''}
            options={stations.map(({ id, name, nameEn }) => ({ value: id, label: language === 'en' ? nameEn : name }))}
            onChange={(stationId: string) => set({ stationId })}
          />
        </FormField>
      ) : (
        <FormField id="first.village" label={t('form.village')} hint={t('form.optional')}>
          <Input {...text('village', 60)} />
        </FormField>
      )}
      {dispute && (
        <FormField id={`${which}.role`} label={t('form.role')} wide={which === 'first'}>
          <Select
            id={`${which}.role`}
            value={party.role}
            options={DISPUTE_ROLES.map((value) => ({ value, label: t(`form.roles.${value}`) }))}
            onChange={(role) => set({ role })}
          />
        </FormField>
      )}
    </>
  );
}

type NeedsProps = Omit<PartyFieldsProps, 'dispute' | 'stations'>;

/** Needs, companions, and the guardian that a minor must come with (§181). */
export function NeedsFields({ which, party, change, errorOf }: NeedsProps) {
  const { t } = useTranslation(['clerk', 'common']);
  const set = (part: Partial<PartyDraft>): void => change({ ...party, ...part });
  const tick = (need: Need, on: boolean): void =>
    set({ needs: on ? [...party.needs, need] : party.needs.filter((kept) => kept !== need) });
  return (
    <>
      <fieldset className={styles.wide}>
        <legend>{t('form.needs')}</legend>
        <div className={styles.needs}>
          {NEED_BOXES.map((need) => (
            <Checkbox
              key={need}
              checked={party.needs.includes(need)}
              onChange={(event) => tick(need, event.target.checked)}
            >
              {t(`common:need.${need}`)}
            </Checkbox>
          ))}
          <label className={styles.companions}>
            {t('form.companions')}
            <InputNumber
              size="small"
              min={0}
              max={6}
              value={party.companions}
              onChange={(companions) => set({ companions: companions ?? 0 })}
            />
          </label>
        </div>
      </fieldset>
      {party.needs.includes('minor') && (
        <div className={styles.guardian}>
          <p>{t('form.guardian')}</p>
          <GuardianField {...{ which, party, change, errorOf }} field="guardianName" label={t('form.guardianName')} />
          <GuardianField
            {...{ which, party, change, errorOf }}
            field="guardianRelation"
            label={t('form.guardianRelation')}
            placeholder={t('form.relationHint')}
          />
          <GuardianField {...{ which, party, change, errorOf }} field="guardianPhone" label={t('form.guardianPhone')} />
        </div>
      )}
    </>
  );
}

interface GuardianProps extends NeedsProps {
  field: 'guardianName' | 'guardianRelation' | 'guardianPhone';
  label: string;
  placeholder?: string;
}

function GuardianField({ which, party, change, errorOf, field, label, placeholder }: GuardianProps) {
  const id = `${which}.${field}`;
  const error = errorOf(field);
  return (
    <FormField id={id} label={label} error={error}>
      <Input
        id={id}
        value={party[field]}
        maxLength={field === 'guardianName' ? 40 : 20}
        autoComplete="off"
        placeholder={placeholder}
        status={error ? 'error' : ''}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => change({ ...party, [field]: event.target.value })}
      />
    </FormField>
  );
}
