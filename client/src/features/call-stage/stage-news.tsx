import { useTranslation } from 'react-i18next';
import type { News } from './news';

/** The news of the line in words, over the picture until it is over. */
export function StageNews({ news }: { news: News }) {
  const { t } = useTranslation('room');
  const { t: stage } = useTranslation('call-stage');
  return (
    <div className="stage-news" role="status">
      <p className={news}>{news === 'echo' ? stage('echo') : t(`news.${news}`)}</p>
    </div>
  );
}
