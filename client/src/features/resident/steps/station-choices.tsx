import { useTranslation } from 'react-i18next';
import { asApiError } from '../../../lib/api';
import { useLanguage } from '../../../lib/i18n';
import { Loading } from '../../../ui/loading';
import { Refusal } from '../../../ui/refusal';
import { Choices, type Choice } from '../choices';
import type { Fault } from '../draft';
import { useStations } from '../resident-api';

interface StationChoicesProps {
  label: string;
  value: string | null;
  onChange: (stationId: string) => void;
  fault?: Fault | undefined;
  /** A choice before the stations, such as "not a station". */
  none?: Choice;
  labelShown?: boolean;
}

/** The county's stations as tiles; the chosen one's address in words below. */
export function StationChoices({ label, value, onChange, fault, none, labelShown = false }: StationChoicesProps) {
  const { t } = useTranslation('resident');
  const { language } = useLanguage();
  const { data, error, refetch } = useStations();
  if (error) return <Refusal error={asApiError(error)} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const choices = data.map((one): Choice => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }));
  const chosen = data.find(({ id }) => id === value);
  return (
    <>
      <Choices
        label={label}
        labelShown={labelShown}
        look="tiles"
        choices={none ? [none, ...choices] : choices}
        value={value}
        onChange={onChange}
        fault={fault}
      />
      {chosen && (
        <p className="chosen-place" role="status">
          {t('station.address', { address: chosen.address, phone: chosen.phone })}
        </p>
      )}
    </>
  );
}
