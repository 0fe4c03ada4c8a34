import type { OutcomeView } from '@contracts/http/outcomes';
import type { SessionView } from '@contracts/http/sessions';
import { Link } from 'react-router';
import { asApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';
import { LanguageSwitch } from '../../ui/language-switch';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { RecordingLink } from '../recording/recording-link';
import { MatterFact } from './matter-fact';
import { OutcomeForm } from './outcome-form';
import { OutcomeRecord } from './outcome-record';
import { useOutcome } from './queries';
import { SaveLamp } from './save-words';
import { CallFacts } from './talk-record';
import type { Notes } from './use-notes';
import { useWords } from './words';

interface Props {
  session: SessionView;
  notes: Notes;
  /** Broken off for violence: the outcome is known. */
  stopped: boolean;
}

/** After the talk: its outcome is recorded here, or shown once it is. */
export function OutcomePage({ session, notes, stopped }: Props) {
  const { t } = useWords();
  const { appointment } = session;
  const recorded = appointment.outcome !== null;
  return (
    <div className="mr mr-after">
      <header className="mr-top">
        <Link className="mark" to="/desk" title={t('backToDesk')}>
          {t('outcome.title')}
        </Link>
        <MatterFact of={appointment} />
        <div className="mr-fact">
          <b>{appointment.parties.map(({ name }) => name).join(t('agreement.separator'))}</b>
          <small>
            {session.endedAt && t('outcome.endedAt', { time: clockTime(session.endedAt) })}
            {session.heldBy === 'phone' && `${t('comma')}${t('phone.held')}`}
          </small>
        </div>
        <span className="mr-space" />
        <RecordingLink sessionId={session.id} />
        <SaveLamp notes={notes} />
        <LanguageSwitch />
        <Link className="btn sm" to="/desk">
          {t(recorded ? 'backToDesk' : 'outcome.leave')}
        </Link>
      </header>
      {recorded ? <Recorded session={session} /> : <OutcomeForm session={session} notes={notes} stopped={stopped} />}
    </div>
  );
}

function Recorded({ session }: { session: SessionView }) {
  const outcome = useOutcome(session.id);
  if (outcome.data) return <RecordedWords session={session} outcome={outcome.data} />;
  if (!outcome.error) return <Loading />;
  return (
    <div className="mr-center">
      <Refusal error={asApiError(outcome.error)} again={() => void outcome.refetch()} staff />
    </div>
  );
}

function RecordedWords({ session, outcome }: { session: SessionView; outcome: OutcomeView }) {
  const { t } = useWords();
  return (
    <main className="mr-center">
      <p className="mr-done">
        <b>{t('outcome.done')}</b> {t('outcome.doneHint')}
      </p>
      <OutcomeRecord outcome={outcome} mode={session.appointment.mode} />
      <div className="mr-facts">
        <CallFacts session={session} />
      </div>
      <Link className="btn primary" to="/desk">
        {t('backToDesk')}
      </Link>
    </main>
  );
}
