import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate } from 'react-router';
import { useLine } from '../lib/house';
import { useStationName } from '../lib/stations';
import { LanguageSwitch } from '../ui/language-switch';
import { Lamp, type LampState } from '../ui/lamp';
import { Mark } from '../ui/mark';
import { OfflineBar } from '../ui/offline-bar';
import { PageClock } from '../ui/page-clock';
import { identityChanged, useStaff } from './me';
import { PATH_OF_SCREEN, screensOf } from './screens';
import { signOut } from './sign-out';

const LAMP_OF_LINE = { idle: 'off', connecting: 'off', online: 'on', offline: 'warn' } as const satisfies Record<
  ReturnType<typeof useLine>,
  LampState
>;

/** Mark, menu, date and clock; lamp of the line, language, who, sign-out. */
export function StaffBar({ title, aside }: { title?: string | undefined; aside?: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const line = useLine();
  const staff = useStaff();
  const stationName = useStationName();
  const screens = staff ? screensOf(staff.role) : [];
  const leave = async () => {
    await signOut();
    await identityChanged();
    await navigate('/sign-in', { replace: true });
  };
  return (
    <>
      <header className="bar staff-bar">
        <Mark />
        {screens.length > 1 && (
          <nav aria-label={t('nav.label')}>
            {screens.map((screen) => (
              <NavLink key={screen} to={PATH_OF_SCREEN[screen]}>
                {t(`nav.${screen}`)}
              </NavLink>
            ))}
          </nav>
        )}
        {title && <b className="title">{title}</b>}
        <PageClock />
        <span className="sp" />
        {aside}
        {line !== 'idle' && <Lamp state={LAMP_OF_LINE[line]}>{t(`line.${line}`)}</Lamp>}
        <LanguageSwitch />
        {staff && (
          <span className="who">
            {staff.displayName}
            <small>{staff.stationName ? stationName(staff.stationName) : t(`role.${staff.role}`)}</small>
          </span>
        )}
        {staff && (
          <button type="button" className="btn quiet sm" onClick={() => void leave()}>
            {t('action.signOut')}
          </button>
        )}
      </header>
      <OfflineBar />
    </>
  );
}
