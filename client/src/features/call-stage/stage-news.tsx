import { useTranslation } from 'react-i18next';
import type { News } from './news';

interface StageNewsProps {
  news: News;
  /** A guest mends it with their own switches, a room's person calls the clerk. */
  guest: boolean;
}

/** The news of the line in words, over the picture until it is over. */
export function StageNews({ news, guest }: StageNewsProps) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  const own = guest && news !== 'lost' && news !== 'weak';
  return (
    <div className="stage-news" role="status">
      <p className={news}>{own ? stage(`own.${news}`) : t(`news.${news}`)}</p>
    </div>
  );
}
