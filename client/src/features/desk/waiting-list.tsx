import type { DeskAppointment, WaitingParty } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { useStationName } from '../../lib/stations';
import { Lamp } from '../../ui/lamp';
import { Side } from '../../ui/side';
import { waitingRows, type WaitingRow } from './day';

interface Props {
  waiting: readonly WaitingParty[];
  appointments: readonly DeskAppointment[];
  now: number;
  audible: boolean;
  setAudible: (on: boolean) => void;
}

/** Who waits for me and for how long; those who are early below, without a hurry. */
export function WaitingList({ waiting, appointments, now, audible, setAudible }: Props) {
  const { t } = useTranslation('desk');
  const rows = waitingRows(waiting, now);
  const mediations = new Set(appointments.filter(({ mode }) => mode === 'mediate').map((one) => one.appointmentId));
  return (
    <section>
      <h2>
        {t('waiting.title')}
        <small>{t('waiting.count', { count: rows.length })}</small>
      </h2>
      {rows.length === 0 ? (
        <p className="dk-none">{t('waiting.none')}</p>
      ) : (
        <ul className="dk-waiting">
          {rows.map((row) => (
            <Waiting key={row.party.partyId} row={row} sided={mediations.has(row.party.appointmentId)} />
          ))}
        </ul>
      )}
      <button type="button" className="btn quiet sm" aria-pressed={audible} onClick={() => setAudible(!audible)}>
        {t(audible ? 'waiting.chimeOn' : 'waiting.chimeOff')}
      </button>
    </section>
  );
}

function Waiting({ row: { party, minutes, urgency }, sided }: { row: WaitingRow; sided: boolean }) {
  const { t } = useTranslation('desk');
  const stationName = useStationName();
  const early = urgency === 'early';
  const details = [
    stationName(party.stationName),
    t(party.identityChecked ? 'waiting.identity' : 'waiting.identityNot'),
    ...(party.companions > 0 ? [t('waiting.companions', { count: party.companions })] : []),
    ...(early ? [t('waiting.bookedFor', { time: clockTime(party.startsAt) })] : []),
  ];
  return (
    <li className={`dk-wait ${urgency}`}>
      {early ? <span className="tag">{t('waiting.early')}</span> : sided ? <Side side={party.side} /> : <span />}
      <b>{party.name}</b>
      <span className="dk-waited">
        {urgency === 'long' || urgency === 'tooLong' ? (
          <Lamp state={urgency === 'tooLong' ? 'fail' : 'warn'}>{t('waiting.waited', { count: minutes })}</Lamp>
        ) : (
          t(early ? 'waiting.ahead' : 'waiting.waited', { count: minutes })
        )}
      </span>
      <small>{details.join(t('comma'))}</small>
      {party.sharesSetWith !== null ? (
        <small>{t('waiting.sharesSet', { name: party.sharesSetWith })}</small>
      ) : (
        !party.roomOnline && (
          <small>
            <Lamp state="fail">{t('waiting.offline')}</Lamp>
          </small>
        )
      )}
    </li>
  );
}
