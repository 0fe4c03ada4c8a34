import type { DeskParty, SessionView } from '@contracts/http/sessions';
import { PLENARY } from '@domain/caucus';
import type { Side } from '@domain/people';
import { useRef, useState } from 'react';
import { CaucusDialog } from './caucus-dialog';
import { OfflineBar } from '../../ui/offline-bar';
import { AGREEMENT_FACTS_ID } from './agreement-form';
import { CallNotices } from './call-notices';
import { Columns } from './columns';
import { ConsentDialog } from './consent-dialog';
import { GuestVoices } from './guest-voices';
import { KeysDialog } from './keys-dialog';
import type { Column } from './merge-notes';
import { PartyTile } from './party-tile';
import { PlaceStrip } from './place-strip';
import { PRIVATE_NOTES_ID } from './private-notes';
import type { RoomCommand } from './room-keys';
import { RoomMap } from './room-map';
import { SelfView } from './self-view';
import { setPlaceOf } from './one-set';
import { useSetWish } from './set-queries';
import { SetStrip } from './set-strip';
import { SidePanel, tabsOf, useShowAgreement, type Tab } from './side-panel';
import { TopBar } from './top-bar';
import { useAsk } from './use-ask';
import { useEnding } from './use-ending';
import type { Notes } from './use-notes';
import { useRoom } from './use-room';
import { useRoomKeys } from './use-room-keys';
import { useWaitingBell } from './use-waiting-bell';
import { leftInPrivate } from './who-hears';
import { useWords } from './words';

interface Props {
  session: SessionView;
  notes: Notes;
  /** The talk is over; `stopped` when it was broken off for violence. */
  onOver: (stopped: boolean) => void;
}

/** The room while people talk. */
export function LiveRoom({ session, notes, onOver }: Props) {
  const { t } = useWords();
  const room = useRoom(session);
  const { mode } = session.appointment;
  const [tab, setTab] = useState<Tab>(tabsOf(mode)[0] ?? 'text');
  const [writing, setWriting] = useState<Column | null>(null);
  const [consentOf, setConsentOf] = useState<DeskParty | null>(null);
  const [caucusWith, setCaucusWith] = useState<Side | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const setWish = useSetWish(session.id);
  const talking = useRef(false);
  const { ask, asking, dialog } = useAsk();
  const ending = useEnding(room, notes, onOver);
  const agreement = useShowAgreement(room, notes);
  useWaitingBell(
    room.snapshot.phase === 'joined',
    room.waiting.map(({ id }) => id),
  );

  const admit = (seats: readonly string[]) =>
    void room.order(async (client) => {
      for (const seat of seats) await client.movePeer(seat, PLENARY);
    });
  const goBack = () => {
    if (room.hearing.kind === 'caucus' || leftInPrivate(room.call)) void room.order((client) => client.closeCaucus());
  };
  const goPrivate = (side: Side) => {
    const theirs = room.parties.filter((party) => party.side === side);
    const atSet = theirs.map(({ id }) => setPlaceOf(session.sharedSet, id)).filter((one) => one !== null);
    const reachable = theirs.some(({ id }) => ['here', 'waiting', 'setAside'].includes(room.place(id)));
    if (atSet.length > 0) {
      const here = atSet.some((one) => one !== 'expected');
      if (room.sided && here && !(room.hearing.kind === 'caucus' && room.hearing.side === side)) setWish.mutate(side);
      return;
    }
    if (!room.sided || !reachable || (room.hearing.kind === 'caucus' && room.hearing.side === side)) return;
    setCaucusWith(side);
  };
  const askEnd = () =>
    ask({ title: t('ask.endTitle'), body: t('ask.endBody'), yes: t('ask.endOk'), then: () => void ending.end(false) });
  const askStop = () =>
    ask({
      title: t('ask.stopTitle'),
      body: t('ask.stopBody'),
      yes: t('ask.stopOk'),
      danger: true,
      then: () => void ending.end(true),
    });
  const pause = () => void room.order((client) => (room.call?.suspendedAt ? client.resume() : client.suspend()));
  const microphone = (on: boolean) => void room.order((client) => client.setMicrophone(on));

  const run = (command: RoomCommand) => {
    const { local } = room.snapshot;
    const commands: Readonly<Record<RoomCommand, () => void>> = {
      caucusA: () => goPrivate('A'),
      plenary: goBack,
      caucusB: () => goPrivate('B'),
      microphone: () => microphone(local.microphone !== 'on'),
      camera: () => void room.order((client) => client.setCamera(local.camera !== 'on')),
      newFact: () => setWriting('facts'),
      newIssue: () => setWriting('issues'),
      newProposal: () => setWriting('proposals'),
      agreement: () => openAt('agreement', AGREEMENT_FACTS_ID),
      privateNotes: () => openAt(mode === 'mediate' ? 'agreement' : 'notes', PRIVATE_NOTES_ID),
      showAgreement: () => void agreement.show(),
      talk: () => {
        if (local.microphone === 'on') return;
        talking.current = true;
        microphone(true);
      },
      pause,
      stopViolence: () => mode === 'mediate' && askStop(),
      help: () => setKeysShown(true),
    };
    commands[command]();
  };
  const openAt = (where: Tab, fieldId: string) => {
    if (!tabsOf(mode).includes(where)) return;
    setTab(where);
    // The field exists once the tab is drawn.
    requestAnimationFrame(() => document.getElementById(fieldId)?.focus());
  };
  useRoomKeys({
    asleep: !keysOn || asking || keysShown || consentOf !== null || caucusWith !== null,
    run,
    hush: () => {
      if (!talking.current) return;
      talking.current = false;
      microphone(false);
    },
  });

  return (
    <div className={`mr${room.hearing.kind === 'caucus' ? ' in-caucus' : ''}`}>
      <TopBar room={room} onEnd={askEnd} onStop={askStop} onKeys={() => setKeysShown(true)} onPause={pause} />
      <PlaceStrip room={room} admit={admit} goBack={goBack} />
      <SetStrip room={room} begin={setCaucusWith} />
      <OfflineBar />
      <CallNotices room={room} />
      {ending.notice}
      <div className="mr-grid">
        <main className="mr-left">
          <div className={`mr-pair${room.parties.length > 1 ? '' : ' single'}`}>
            {room.parties.map((party) => (
              <PartyTile key={party.id} room={room} party={party} admit={admit} askConsent={setConsentOf} />
            ))}
          </div>
          <div className="mr-doors">
            <RoomMap room={room} goPrivate={goPrivate} goBack={goBack} />
            <SelfView room={room} />
          </div>
          <Columns notes={notes} mode={mode} sided={room.sided} writing={writing} setWriting={setWriting} />
        </main>
        <SidePanel room={room} notes={notes} tab={tab} setTab={setTab} agreement={agreement} admit={admit} />
      </div>
      <GuestVoices room={room} />
      {dialog}
      <CaucusDialog
        side={caucusWith}
        close={() => setCaucusWith(null)}
        open={(side, minutes) => void room.order((client) => client.openCaucus(side, minutes))}
        invite={(side, minutes) => void room.order((client) => client.inviteCaucus(side, minutes))}
      />
      <ConsentDialog sessionId={session.id} party={consentOf} sided={room.sided} close={() => setConsentOf(null)} />
      <KeysDialog open={keysShown} close={() => setKeysShown(false)} on={keysOn} setOn={setKeysOn} />
    </div>
  );
}
