import { useState, type KeyboardEvent } from 'react';
import { clockTime } from '../../lib/format';
import { bureauNow } from '../../lib/server-clock';
import { AgreementForm, AgreementGaps } from './agreement-form';
import { agreementMessages } from './agreement-words';
import { PeoplePanel } from './people-panel';
import { PrivateNotes } from './private-notes';
import { MergeNotice, SaveLamp } from './save-words';
import { TextPanel } from './text-panel';
import type { Notes } from './use-notes';
import type { Room } from './use-room';
import { useWords } from './words';

const PANEL_ID = 'mr-panel';

export type Tab = 'agreement' | 'notes' | 'people' | 'text';

/** Which tabs a talk has: an agreement belongs to a mediation. */
export const tabsOf = (mode: 'consult' | 'mediate'): readonly Tab[] =>
  mode === 'mediate' ? ['agreement', 'people', 'text'] : ['notes', 'people', 'text'];

interface Props {
  room: Room;
  notes: Notes;
  tab: Tab;
  setTab: (tab: Tab) => void;
  agreement: ShowAgreement;
  admit: (seats: readonly string[]) => void;
}

/** Right: the agreement with private notes under it, or words to the parties. */
export function SidePanel({ room, notes, tab, setTab, agreement, admit }: Props) {
  const { t } = useWords();
  const tabs = tabsOf(room.session.appointment.mode);
  /** Arrow keys go through the tabs, as in any list of tabs. */
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (by === 0 || !next) return;
    event.preventDefault();
    setTab(next);
    document.getElementById(`mr-tab-${next}`)?.focus();
  };
  return (
    <section className="mr-right" aria-label={t('panel.label')}>
      <div className="mr-tabs">
        <div role="tablist" aria-label={t('panel.label')} onKeyDown={step}>
          {tabs.map((name) => (
            <button
              key={name}
              id={`mr-tab-${name}`}
              type="button"
              role="tab"
              aria-selected={name === tab}
              aria-controls={PANEL_ID}
              tabIndex={name === tab ? 0 : -1}
              onClick={() => setTab(name)}
            >
              {t(`panel.${name}`)}
            </button>
          ))}
        </div>
        <SaveLamp notes={notes} />
      </div>
      <MergeNotice notes={notes} />
      <div id={PANEL_ID} className="mr-tabpanel" role="tabpanel" aria-labelledby={`mr-tab-${tab}`}>
        {tab === 'agreement' && (
          <>
            <AgreementGaps draft={notes.notes.agreement} />
            <div className="mr-scroll">
              <AgreementForm notes={notes} />
            </div>
            <PrivateNotes notes={notes} hearing={room.hearing} />
            <ShowButton room={room} agreement={agreement} />
          </>
        )}
        {tab === 'notes' && <PrivateNotes notes={notes} hearing={room.hearing} tall />}
        {tab === 'people' && <PeoplePanel room={room} admit={admit} />}
        {tab === 'text' && <TextPanel room={room} />}
      </div>
    </section>
  );
}

export interface ShowAgreement {
  readonly show: () => Promise<void>;
  /** Why it cannot be shown now, as a key of the texts; null when it can. */
  readonly why: string | null;
  /** Every field is filled. */
  readonly ready: boolean;
  readonly shownAt: number | null;
}

/** Sends the agreement's words to the parties' screens, once both are face to face. */
export function useShowAgreement(room: Room, notes: Notes): ShowAgreement {
  const { t, yearDay } = useWords();
  const [shownAt, setShownAt] = useState<number | null>(null);
  const messages = agreementMessages(notes.notes.agreement, t, yearDay, (yuan) =>
    new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(yuan),
  );
  const together = room.parties.every(({ id }) => room.place(id) === 'here');
  const why = room.hearing.kind === 'caucus' ? 'agreement.showInCaucus' : together ? null : 'agreement.showNobody';
  const show = async () => {
    if (!messages || why) return;
    const sent = await room.order(async (client) => {
      for (const message of messages) await client.sendText(message);
    });
    if (sent) setShownAt(bureauNow());
  };
  return { show, why, ready: messages !== null, shownAt };
}

function ShowButton({ room, agreement: { show, why, ready, shownAt } }: Pick<Props, 'room' | 'agreement'>) {
  const { t } = useWords();
  // One blue button a screen: while somebody waits, it is the one that lets them in.
  const primary = ready && !why && room.waiting.length === 0;
  return (
    <div className="mr-foot">
      {shownAt !== null && <span>{t('agreement.shown', { time: clockTime(shownAt) })}</span>}
      <button
        type="button"
        className={`btn${primary ? ' primary' : ''}`}
        disabled={!ready || why !== null || room.busy}
        onClick={() => void show()}
      >
        {why ? t(why) : t('agreement.show')} {!why && <kbd>R</kbd>}
      </button>
    </div>
  );
}
