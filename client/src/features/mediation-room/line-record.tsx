import type { CallQuality } from '@contracts/http/call-people';
import type { SessionView } from '@contracts/http/sessions';
import { useStaff } from '../../app/me';
import { percent } from '../../lib/format';
import { LineGraph } from './line-graph';
import { goodShare, linesOf } from './line-shares';
import { useCallPeople, useFinalQuality } from './people-queries';
import { useWords } from './words';

/** After the talk: how everybody's line was, from the first reading to the last, with pauses and cuts. */
export function LineRecord({ session, sided }: { session: SessionView; sided: boolean }) {
  const { t, who } = useWords();
  const me = useStaff()?.id;
  const { data: quality } = useFinalQuality(session.id);
  const guests = useCallPeople(session.id).data?.guests ?? [];
  if (!quality || quality.seats.length === 0) return null;
  const { from, to, lines } = linesOf(quality);
  const nameOf = (seat: string): string => {
    const party = session.appointment.parties.find(({ id }) => id === seat);
    if (party) return sided ? `${who(party, sided)} ${party.name}` : party.name;
    const guest = guests.find(({ id }) => id === seat);
    // Who was sent out, or hosted in another's stead, is known by the seat alone.
    return guest?.name ?? t(seat === me ? 'me.label' : 'people.other');
  };
  return (
    <section className="mr-line-record">
      <h3>{t('people.linesAfter')}</h3>
      <ul>
        {lines.map(({ seat, points, cuts }) => (
          <li key={seat}>
            <b>{nameOf(seat)}</b>
            <LineGraph points={points} now={to} spanMs={Math.max(1, to - from)} label={t('people.graphAfter')} />
            <small>
              {t('people.goodShare', { share: percent(goodShare(points)) })}
              {cuts > 0 && `${t('comma')}${t('people.cuts', { count: cuts })}`}
            </small>
          </li>
        ))}
      </ul>
      <Pauses quality={quality} />
    </section>
  );
}

function Pauses({ quality: { pauses, pausedSeconds } }: { quality: CallQuality }) {
  const { t } = useWords();
  if (pauses.length === 0) return null;
  const minutes = Math.ceil(pausedSeconds / 60);
  return <p className="mr-hint">{t('people.pauses', { count: pauses.length, minutes })}</p>;
}
