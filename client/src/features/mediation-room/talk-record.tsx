import type { SessionView } from '@contracts/http/sessions';
import { Side } from '../../ui/side';
import { AgreementForm, AgreementGaps } from './agreement-form';
import { LineRecord } from './line-record';
import { COLUMNS } from './merge-notes';
import { PhoneForm } from './phone-form';
import { PhoneTalks } from './phone-talks';
import type { Notes } from './use-notes';
import { useWords } from './words';

interface Props {
  session: SessionView;
  notes: Notes;
  mode: 'consult' | 'mediate';
  /** The outcome is an agreement: it is shown to be completed. */
  withAgreement: boolean;
}

/** What a talk left beside its outcome: what was said by telephone, and how the lines were. */
export function CallFacts({ session }: { session: SessionView }) {
  const { t } = useWords();
  const { parties, mode } = session.appointment;
  const sided = mode === 'mediate';
  return (
    <>
      <PhoneTalks sessionId={session.id} parties={parties} sided={sided} title={t('phone.record')} />
      <LineRecord session={session} sided={sided} />
    </>
  );
}

/** Beside the outcome: the agreement to be completed, and what was noted in the talk. */
export function TalkRecord({ session, notes, mode, withAgreement }: Props) {
  const { t } = useWords();
  const columns = COLUMNS.filter((column) => notes.notes[column].length > 0);
  return (
    <aside className="mr-talk">
      {withAgreement && (
        <div className="mr-talk-agreement">
          <AgreementGaps draft={notes.notes.agreement} />
          <AgreementForm notes={notes} />
        </div>
      )}
      <h2>{t('outcome.record')}</h2>
      {columns.length === 0 && !notes.notes.privateNotes && <p className="mr-hint">{t('outcome.recordEmpty')}</p>}
      {columns.map((column) => (
        <section key={column}>
          <h3>{t(`columns.${column}.${mode}`)}</h3>
          <ul>
            {notes.notes[column].map((entry) => (
              <li key={entry.id} className={entry.done ? 'done' : ''}>
                {entry.sides.map((side) => (
                  <Side key={side} side={side === 'host' ? 'me' : side} />
                ))}
                <span>{entry.text}</span>
                {entry.done && <em>{t(`columns.done.${column}`)}</em>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <CallFacts session={session} />
      <PhoneForm session={session} sided={mode === 'mediate'} />
      {notes.notes.privateNotes && (
        <section>
          <h3>{t('notes.title')}</h3>
          <p className="mr-private">{notes.notes.privateNotes}</p>
        </section>
      )}
    </aside>
  );
}
