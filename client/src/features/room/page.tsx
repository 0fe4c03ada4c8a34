import { useMe } from '../../app/me';
import { asApiError } from '../../lib/api';
import { addTexts } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import en from './en.json';
import { Pairing } from './pairing';
import './room.css';
import { RoomScreen } from './room-screen';
import zh from './zh.json';

addTexts('room', zh, en);

/** `/room`: the screen of a station's video room. It runs by itself once it is paired. */
export default function RoomPage() {
  const { data, error, isPending, refetch } = useMe();
  if (data?.kind === 'device') return <RoomScreen device={data} />;
  if (data) return <Pairing />;
  return (
    <div className="room">
      {isPending ? <Loading /> : <Refusal error={asApiError(error)} again={() => void refetch()} />}
    </div>
  );
}
