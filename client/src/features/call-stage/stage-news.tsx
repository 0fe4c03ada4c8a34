import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../../rtc/call-snapshot';

/** What the line does, in words, over the picture until it is over. Silence when all is well. */
export function newsOf(snapshot: CallSnapshot): 'lost' | 'weak' | 'muted' | null {
  if (snapshot.phase === 'reconnecting') return 'lost';
  const { call, grades, local } = snapshot;
  if (call && grades[call.mySeat] === 'bad') return 'weak';
  const mine = call?.occupants.find(({ seat }) => seat === call.mySeat);
  const voice = mine?.sources.find(({ source }) => source === 'microphone');
  return voice?.paused || local.microphone === 'denied' || local.microphone === 'missing' ? 'muted' : null;
}

export function StageNews({ snapshot }: { snapshot: CallSnapshot }) {
  const { t } = useTranslation('room');
  const news = newsOf(snapshot);
  return (
    <div className="stage-news" role="status">
      {news && <p className={news}>{t(`news.${news}`)}</p>}
    </div>
  );
}
