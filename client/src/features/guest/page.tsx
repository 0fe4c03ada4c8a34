import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { addTexts } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { LanguageSwitch } from '../../ui/language-switch';
import { CallStage } from '../call-stage/call-stage';
import '../call-stage/texts';
import en from '../room/en.json';
import { useCall, type Call } from '../mediation-room/use-call';
import '../room/room.css';
import zh from '../room/zh.json';
import './guest.css';
import { readGuestTicket } from './guest-api';
import { overWords } from './over-words';

addTexts('room', zh, en);

/** A guest's call: the talk and nothing else. No matter, no notes, no agreement. */
export default function GuestPage() {
  const { id } = useParams();
  const { t } = useTranslation('call-stage');
  const [code] = useState(() => location.hash.slice(1));
  useEffect(() => {
    document.title = t('guest.title');
  }, [t]);
  if (id === undefined && code === '') return <Words text={t('guest.broken')} />;
  return <GuestRoom sessionId={id ?? null} code={code} />;
}

function GuestRoom({ sessionId, code }: { sessionId: string | null; code: string }) {
  const { t } = useTranslation('call-stage');
  const call = useCall(() => readGuestTicket(sessionId, code));
  const { snapshot } = call;
  if (snapshot.phase === 'over') return <Over call={call} staff={sessionId !== null} />;
  const place = snapshot.call?.mySpace;
  if (place === undefined || place.startsWith('waiting:')) {
    return (
      <Words text={t(place === undefined ? 'guest.connecting' : 'guest.waiting')}>
        {snapshot.error && <p role="alert">{t(`errors:${snapshot.error}`)}</p>}
        <Switches call={call} />
      </Words>
    );
  }
  const orders = {
    answerCaucus: () => undefined,
    raiseHand: (raised: boolean) => {
      // A refusal changes nothing: the hand stays as the call shows it.
      call
        .client()
        ?.raiseHand(raised)
        .catch(() => undefined);
    },
  };
  return (
    <CallStage
      snapshot={snapshot}
      orders={orders}
      officialName={t('guest.host')}
      guest
      help={<Switches call={call} />}
    />
  );
}

function Words({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <div className="room guest-words">
      <header>
        <LanguageSwitch />
      </header>
      <main>
        <h1 role="status">{text}</h1>
        {children}
      </main>
    </div>
  );
}

function Over({ call, staff }: { call: Call; staff: boolean }) {
  const { t } = useTranslation('call-stage');
  const { overReason, error } = call.snapshot;
  const words = overWords(overReason ?? 'left', error);
  const text = words === null ? t(`errors:${error ?? 'UNAVAILABLE'}`) : t(`guest.over.${words}`);
  // Whoever was refused is refused again, until the host asks them anew.
  const mayReturn = overReason === 'left' || overReason === 'replaced';
  return (
    <Words text={text}>
      <p className="guest-acts">
        {mayReturn && (
          <Button kind="primary" onPress={call.joinAgain}>
            {t('guest.again')}
          </Button>
        )}
        {staff && <Link to="/desk">{t('guest.desk')}</Link>}
      </p>
    </Words>
  );
}

/** One's own microphone and camera, and the way out. */
function Switches({ call }: { call: Call }) {
  const { t } = useTranslation('call-stage');
  const { client, snapshot } = call;
  const [mic, cam] = [snapshot.local.microphone === 'on', snapshot.local.camera === 'on'];
  // A device that cannot be had shows as off.
  const set = (work: Promise<void> | undefined) => void work?.catch(() => undefined);
  return (
    <span className="guest-acts">
      <Button icon={mic ? 'mic' : 'mute'} onPress={() => set(client()?.setMicrophone(!mic))}>
        {t(mic ? 'guest.mic.on' : 'guest.mic.off')}
      </Button>
      <Button icon="cam" onPress={() => set(client()?.setCamera(!cam))}>
        {t(cam ? 'guest.cam.on' : 'guest.cam.off')}
      </Button>
      <Button onPress={() => client()?.leave()}>{t('guest.leave')}</Button>
    </span>
  );
}
