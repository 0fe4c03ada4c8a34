import type { DeskAppointment, DeskParty } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { Lamp } from '../../ui/lamp';
import { Side } from '../../ui/side';

/** Side mark, name, station and whether they are there. A consultation has no sides. */
export function PartyLine({ party, mode }: { party: DeskParty; mode: DeskAppointment['mode'] }) {
  const { t } = useTranslation('desk');
  return (
    <span>
      {mode === 'mediate' && <Side side={party.side} />}
      {party.name}
      <span className="dk-at">{party.stationName}</span>
      <Lamp state={party.checkedInAt ? 'on' : 'off'}>{t(party.checkedInAt ? 'here.yes' : 'here.no')}</Lamp>
    </span>
  );
}
