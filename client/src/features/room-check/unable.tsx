import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../../lib/i18n';
import { LanguageSwitch } from '../../ui/language-switch';
import { Mark } from '../../ui/mark';
import type { Lack } from './abilities';
import { STEPS } from './denied-steps';
import en from './en.json';
import './room-check.css';
import zh from './zh.json';

addTexts('roomCheck', zh, en);

/** A browser that cannot make video calls: why, and what staff do about it. */
export function Unable({ lack, help }: { lack: Lack; help?: ReactNode }) {
  const { t } = useTranslation('roomCheck');
  return (
    <div className="room light">
      <header className="top">
        <Mark />
        <LanguageSwitch />
      </header>
      <main className="rc-unable">
        <h1>{t('lack.title')}</h1>
        <p className="then-small">{t(`lack.${lack}`)}</p>
        <div className="rc-steps">
          <h2>{t('lack.forStaff')}</h2>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{t(`lack.steps.${lack}.${step}`)}</li>
            ))}
          </ol>
        </div>
      </main>
      {help && <footer>{help}</footer>}
    </div>
  );
}
