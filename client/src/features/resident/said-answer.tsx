import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';

interface SaidAnswerProps {
  said: 'yes' | 'no' | null;
  /** What stands for the answer that was given. */
  words: string;
  /** When it was given, if that is to be said too. */
  detail?: string | null | undefined;
}

/** The answer that stands, or the request for one. */
export function SaidAnswer({ said, words, detail }: SaidAnswerProps) {
  const { t } = useTranslation('resident');
  if (said === null) {
    return (
      <p className="note">
        <b>{t('coming.please')}</b>
      </p>
    );
  }
  return (
    <div className={said === 'yes' ? 'note good' : 'note'} role="status">
      {said === 'yes' && <Icon name="check" />}
      <span>{words}</span>
      {detail && <small>{detail}</small>}
    </div>
  );
}
