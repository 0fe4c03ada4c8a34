import type { SessionView } from '@contracts/http/sessions';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { StaffTheme } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { addTexts } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import en from './en.json';
import { LiveRoom } from './live-room';
import './mediation-room.css';
import './outcome.css';
import { OutcomePage } from './outcome-page';
import './panel.css';
import './people.css';
import { useSession } from './queries';
import { useNotes } from './use-notes';
import { useWords } from './words';
import zh from './zh.json';

addTexts('mediation-room', zh, en);

/** 调解室: the talk, then its outcome, at the one address of the session. */
export default function MediationRoomPage() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const session = useSession(id);
  return (
    <StaffTheme>
      {session.data ? (
        <SessionRoom key={session.data.id} session={session.data} />
      ) : session.error ? (
        <main className="mr-center">
          <Refusal error={asApiError(session.error)} again={() => void session.refetch()} staff />
          <Link className="btn" to="/desk">
            {t('backToDesk')}
          </Link>
        </main>
      ) : (
        <Loading />
      )}
    </StaffTheme>
  );
}

function SessionRoom({ session }: { session: SessionView }) {
  const { t } = useWords();
  const notes = useNotes(session);
  const [stopped, setStopped] = useState(false);
  const [over, setOver] = useState(false);
  const { appointment } = session;
  const title = t(appointment.mode === 'mediate' ? 'title' : 'titleConsult');
  useEffect(() => {
    document.title = `${title} · ${appointment.requestNo}`;
    return () => {
      document.title = t('common:product');
    };
  }, [title, appointment.requestNo, t]);

  if (over || session.endedAt || appointment.state === 'ended' || appointment.outcome) {
    return <OutcomePage session={session} notes={notes} stopped={stopped} />;
  }
  return (
    <LiveRoom
      session={session}
      notes={notes}
      onOver={(broken) => {
        setStopped((before) => before || broken);
        setOver(true);
      }}
    />
  );
}
