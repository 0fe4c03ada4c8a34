import type { DeskAppointment, DeskParty } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { useStationName } from '../../lib/stations';
import { Lamp } from '../../ui/lamp';
import { Side } from '../../ui/side';

/** Side mark, name, station and whether they are there. A consultation has no sides. */
export function PartyLine({ party, mode }: { party: DeskParty; mode: DeskAppointment['mode'] }) {
  const { t } = useTranslation('desk');
  const stationName = useStationName();
  return (
    <span>
      {mode === 'mediate' && <Side side={party.side} />}
      {party.name}
      <span className="dk-at">{stationName(party.stationName)}</span>
      <Lamp state={party.checkedInAt ? 'on' : 'off'}>{t(party.checkedInAt ? 'here.yes' : 'here.no')}</Lamp>
    </span>
  );
}
