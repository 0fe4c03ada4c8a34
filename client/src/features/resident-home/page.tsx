import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addTexts, useLanguage } from '../../lib/i18n';
import { useBureau } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { PhoneHelp } from '../resident/phone-help';
import { ResidentShell } from '../resident/resident-shell';
import zh from './zh.json';

addTexts('resident-home', zh, () => import('./en.json'));

/** `/`: register, or look up by code. Nothing else. */
export default function ResidentHome() {
  const { t } = useTranslation('resident-home');
  const { language } = useLanguage();
  const bureau = useBureau();
  return (
    <ResidentShell
      footer={
        <>
          <PhoneHelp />
          <p className="staff-door">
            <a href="/sign-in">{t('staff')}</a>
            <a href="/room">{t('room')}</a>
          </p>
        </>
      }
    >
      <div className="roof" aria-hidden="true">
        <svg viewBox="0 0 350 150" fill="none" stroke="currentColor" strokeWidth="6">
          <path d="M6 66 175 6l169 60" />
          <rect x="43" y="66" width="120" height="80" />
          <rect x="187" y="66" width="120" height="80" />
          <g strokeWidth="4" className="people">
            <circle cx="103" cy="97" r="13" />
            <path d="M75 143c0-36 56-36 56 0" />
            <circle cx="247" cy="97" r="13" />
            <path d="M219 143c0-36 56-36 56 0" />
          </g>
        </svg>
      </div>
      <h1 className="motto">{t('motto')}</h1>
      <p className="lead">{t('lead')}</p>
      <div className="doors">
        <Link className="big-btn primary" to="/register">
          <Icon name="calendar" />
          {t('register')}
        </Link>
        <Link className="big-btn plain" to="/my">
          <Icon name="ticket" />
          {t('lookUp')}
        </Link>
      </div>
      <p className="danger-line">{t('danger')}</p>
      {bureau && <p className="bureau">{language === 'zh' ? bureau.bureauName : bureau.bureauNameEn}</p>}
    </ResidentShell>
  );
}
