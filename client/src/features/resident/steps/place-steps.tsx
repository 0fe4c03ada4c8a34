import { useTranslation } from 'react-i18next';
import { Field } from '../field';
import { StationChoices } from './station-choices';
import { faultAt, type StepProps } from './step-props';

/** Which station's video room the resident will walk into. */
export function StationStep({ draft, change, faults }: StepProps) {
  const { t } = useTranslation('resident');
  return (
    <>
      <p className="hint">{t('station.hint')}</p>
      <StationChoices
        label={t('step.station')}
        value={draft.stationId}
        onChange={(stationId) => change({ stationId, when: null })}
        fault={faultAt(faults, 'stationId')}
      />
    </>
  );
}

/** COMPLAINT: the station it is about, which must never handle it. */
export function ComplainedStep({ draft, change, faults }: StepProps) {
  const { t } = useTranslation('resident');
  return (
    <>
      <p className="hint">{t('complained.hint')}</p>
      <StationChoices
        label={t('step.complained')}
        value={draft.complainedOf}
        onChange={(complainedOf) => change({ complainedOf, when: null })}
        fault={faultAt(faults, 'complainedOf')}
        none={{ value: '', label: t('complained.none') }}
      />
    </>
  );
}

/** DISPUTE: who the other party is, and the station near them. They never share a room. */
export function OtherStep({ draft, change, faults }: StepProps) {
  const { t } = useTranslation('resident');
  return (
    <>
      <p className="hint">{t('other.hint')}</p>
      <Field
        name="otherName"
        label={t('other.name')}
        value={draft.otherName}
        onChange={(otherName) => change({ otherName })}
        fault={faultAt(faults, 'otherName')}
        maxLength={40}
        autoComplete="off"
      />
      <Field
        name="otherPhone"
        type="tel"
        inputMode="tel"
        label={t('other.phone')}
        value={draft.otherPhone}
        onChange={(otherPhone) => change({ otherPhone })}
        fault={faultAt(faults, 'otherPhone')}
        maxLength={20}
        autoComplete="off"
        optional
      />
      <StationChoices
        label={t('other.station')}
        labelShown
        value={draft.otherStationId}
        onChange={(otherStationId) => change({ otherStationId, when: null })}
        fault={faultAt(faults, 'otherStationId')}
      />
    </>
  );
}
