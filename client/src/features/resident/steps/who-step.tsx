import { useTranslation } from 'react-i18next';
import { Field } from '../field';
import { Tick } from '../tick';
import { faultAt, type StepProps } from './step-props';

/** Name and phone; birthday and guardian only where the person is a minor (§181). */
export function WhoStep({ draft, change, faults }: StepProps) {
  const { t } = useTranslation('resident');
  return (
    <>
      <Field
        name="name"
        label={t('who.name')}
        hint={t('who.nameHint')}
        value={draft.name}
        onChange={(name) => change({ name })}
        fault={faultAt(faults, 'name')}
        maxLength={40}
        autoComplete="name"
      />
      <Field
        name="phone"
        type="tel"
        inputMode="tel"
        label={t('who.phone')}
        hint={t('who.phoneHint')}
        value={draft.phone}
        onChange={(phone) => change({ phone })}
        fault={faultAt(faults, 'phone')}
        maxLength={20}
        autoComplete="tel"
        optional
      />
      <Tick
        label={t('who.minor')}
        hint={t('who.minorHint')}
        checked={draft.minor}
        onChange={(minor) => change({ minor })}
      />
      {draft.minor && (
        <div className="inset">
          <Field
            name="bornOn"
            type="date"
            label={t('who.bornOn')}
            value={draft.bornOn}
            onChange={(bornOn) => change({ bornOn })}
            fault={faultAt(faults, 'bornOn')}
            autoComplete="bday"
          />
          <Field
            name="guardianName"
            label={t('who.guardianName')}
            value={draft.guardianName}
            onChange={(guardianName) => change({ guardianName })}
            fault={faultAt(faults, 'guardianName')}
            maxLength={40}
            autoComplete="off"
          />
          <Field
            name="guardianRelation"
            label={t('who.guardianRelation')}
            hint={t('who.guardianRelationHint')}
            value={draft.guardianRelation}
            onChange={(guardianRelation) => change({ guardianRelation })}
            fault={faultAt(faults, 'guardianRelation')}
            maxLength={20}
            autoComplete="off"
          />
          <Field
            name="guardianPhone"
            type="tel"
            inputMode="tel"
            label={t('who.guardianPhone')}
            value={draft.guardianPhone}
            onChange={(guardianPhone) => change({ guardianPhone })}
            fault={faultAt(faults, 'guardianPhone')}
            maxLength={20}
            autoComplete="off"
            optional
          />
        </div>
      )}
    </>
  );
}
