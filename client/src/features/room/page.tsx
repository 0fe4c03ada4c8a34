import { useEffect } from 'react';
import { useMe } from '../../app/me';
import { asApiError } from '../../lib/api';
import { addTexts } from '../../lib/i18n';
import { lackOf } from '../room-check/abilities';
import { Unable } from '../room-check/unable';
import en from './en.json';
import { HelpButton } from './help-button';
import { Pairing } from './pairing';
import './room.css';
import { RoomBoundary } from './room-boundary';
import { RoomScreen } from './room-screen';
import { RoomTrouble } from './room-trouble';
import { useAwake } from './use-awake';
import zh from './zh.json';

addTexts('room', zh, en);

/** After power loss the screen may be up before the server, or the network, is. */
const RETRY_MS = 5_000;

/** `/room`: the screen of a station's video room. It runs by itself once it is paired. */
export default function RoomPage() {
  useAwake();
  return (
    <RoomBoundary>
      <Room />
    </RoomBoundary>
  );
}

function Room() {
  const { data, error, refetch } = useMe();
  const lost = !data && error !== null;
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => void refetch(), RETRY_MS);
    return () => clearInterval(timer);
  }, [lost, refetch]);

  const lack = lackOf(window);
  if (lack) return <Unable lack={lack} help={data?.kind === 'device' && <HelpButton />} />;
  if (data?.kind === 'device') return <RoomScreen device={data} />;
  if (data) return <Pairing />;
  return <RoomTrouble error={error ? asApiError(error) : null} again={() => void refetch()} />;
}
