import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/server-clock';
import { useTextSize } from '../../lib/text-size';
import type { CallSnapshot } from '../../rtc/call-snapshot';
import { Button } from '../../ui/button';
import { CaucusBar } from '../../ui/caucus-bar';
import './call-stage.css';
import { CaucusQuestion } from './caucus-question';
import { Ears } from './ears';
import type { StageOrders } from './orders';
import { Picture } from './picture';
import { RecordingLamp } from './recording-lamp';
import { SelfPicture } from './self-picture';
import { stageView } from './stage-view';
import { StageNews } from './stage-news';
import { newsOf } from './news';
import './texts';
import { Caption } from './caption';
import { useSpoken } from './use-spoken';
import { Voices } from './voices';
import { WrittenWords } from './written-words';

const VOLUMES = [0.6, 0.8, 1] as const;

interface CallStageProps {
  snapshot: CallSnapshot;
  orders: StageOrders;
  officialName: string;
  /** The other party sits beside this one, before the same set. */
  beside?: boolean;
  /** Somebody at a computer of their own, with switches; not a room, in which nobody presses anything. */
  guest?: boolean;
  /** 叫工作人员, at the same place as before the talk. */
  help: ReactNode;
}

/** The talk as a party sees it: the officer large, oneself small, who hears, what is written, the lamp. */
export function CallStage({ snapshot, orders, officialName, beside = false, guest = false, help }: CallStageProps) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const now = useNow(10_000);
  const [loudness, setLoudness] = useState(1);
  const { scale, larger, isLargest } = useTextSize();
  const view = stageView(snapshot, beside);
  useSpoken(guest ? null : snapshot);
  if (!view || !snapshot.call) return null;
  const { startedAt, suspendedAt, invited, recording } = snapshot.call;
  const mine = snapshot.call.occupants.find(({ seat }) => seat === snapshot.call?.mySeat);
  const handUp = mine?.handRaisedAt != null;
  const talked = startedAt ? Math.floor((now - Date.parse(startedAt)) / 60_000) : null;
  const news = newsOf(snapshot);
  const voices = snapshot.remote.filter(({ kind }) => kind === 'audio').map(({ track }) => track);
  const loudest = loudness === VOLUMES.length - 1;
  return (
    <div
      className={`room stage ${view.situation}${scale > 1 ? ' large' : ''}`}
      style={{ '--scale': scale } as React.CSSProperties}
    >
      {view.situation === 'caucus' && (
        <CaucusBar size="room" title={t('stage.caucus')}>
          {t('stage.caucusMore')}
        </CaucusBar>
      )}
      <main>
        <div className="stage-main">
          {suspendedAt ? (
            <p className="between" role="status">
              {stage('suspended')}
            </p>
          ) : view.situation === 'otherCaucus' || view.situation === 'alone' ? (
            <p className="between" role="status">
              {t(view.situation === 'otherCaucus' ? 'stage.otherCaucus' : 'stage.alone')}
            </p>
          ) : (
            view.main && <Picture shown={view.main} officialName={officialName} />
          )}
          {invited && invited.side === mine?.side && mine.role === 'party' && (
            <CaucusQuestion minutes={invited.minutes} orders={orders} />
          )}
          <Voices tracks={voices} volume={VOLUMES[loudness] ?? 1} />
          <div className="stage-low">
            <Caption texts={snapshot.texts} />
            {news && <StageNews news={news} guest={guest} />}
          </div>
        </div>
        <div className="stage-side">
          {view.others.map((shown) => (
            <Picture key={`${shown.seat} ${shown.source}`} shown={shown} officialName={officialName} />
          ))}
          <SelfPicture local={snapshot.local} name={t(beside ? 'who.both' : 'who.you')} guest={guest} />
          <Ears view={view} officialName={officialName} />
          <WrittenWords texts={snapshot.texts} call={snapshot.call} officialName={officialName} />
        </div>
      </main>
      <footer>
        <RecordingLamp talkedMinutes={talked} recording={recording} />
        <Button size="room" icon="raised" aria-pressed={handUp} onPress={() => orders.raiseHand(!handUp)}>
          {stage(handUp ? 'hand.lower' : 'hand.raise')}
        </Button>
        <Button size="room" icon="sound" onPress={() => setLoudness((loudness + 1) % VOLUMES.length)}>
          {t(loudest ? 'stage.softer' : 'stage.louder')}
        </Button>
        <Button size="room" icon="text" onPress={larger}>
          {t(isLargest ? 'common:aid.smaller' : 'common:aid.larger')}
        </Button>
        {help}
      </footer>
    </div>
  );
}
