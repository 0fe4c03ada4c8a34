import { useTranslation } from 'react-i18next';
import { addTexts } from '../../lib/i18n';
import en from './en.json';
import './room-check.css';
import zh from './zh.json';

addTexts('roomCheck', zh, en);

/** In which order it is done. */
export const STEPS = ['first', 'second', 'third'] as const;

/** Camera or microphone is forbidden: how staff allow it, step by step. */
export function DeniedSteps() {
  const { t } = useTranslation('roomCheck');
  return (
    <div className="rc-steps" role="note">
      <h2>{t('denied.title')}</h2>
      <p>{t('denied.sub')}</p>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{t(`denied.steps.${step}`)}</li>
        ))}
      </ol>
    </div>
  );
}
