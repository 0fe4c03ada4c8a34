import type { DeskParty } from '@contracts/http/sessions';
import { clockTime } from '../../lib/format';
import { useCallPeople } from './people-queries';
import { useWords } from './words';

interface Props {
  sessionId: string;
  parties: readonly DeskParty[];
  sided: boolean;
  title?: string;
}

/** What was said by telephone: whom, when, how long, and the words. Nothing where nobody was called. */
export function PhoneTalks({ sessionId, parties, sided, title }: Props) {
  const { t, who } = useWords();
  const talks = useCallPeople(sessionId).data?.phoneTalks ?? [];
  if (talks.length === 0) return null;
  return (
    <section>
      {title && <h3>{title}</h3>}
      <ul className="mr-phone-talks">
        {talks.map(({ id, partyId, at, minutes, note, recordedBy }) => {
          const party = parties.find((one) => one.id === partyId);
          return (
            <li key={id}>
              <small>
                {t('phone.line', { time: clockTime(at), who: party ? who(party, sided) : '', minutes, by: recordedBy })}
              </small>
              <p>{note}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
