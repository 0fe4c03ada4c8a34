import { useRef, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useReadAloud } from '../../lib/speech';
import { useTextSize } from '../../lib/text-size';
import { Icon } from '../../ui/icon';
import { LanguageSwitch } from '../../ui/language-switch';
import { Mark } from '../../ui/mark';
import { OfflineBar } from '../../ui/offline-bar';
import { DemoClockMark } from '../../ui/page-clock';
import './resident.css';

interface ResidentShellProps {
  children: ReactNode;
  /** Fixed at the bottom: the one primary button and what stands beside it. */
  footer?: ReactNode;
}

/** Frame of every resident's page: mark, 读给我听, 字大一点, language; one column; the next step at the bottom. */
export function ResidentShell({ children, footer }: ResidentShellProps) {
  const { t } = useTranslation();
  const page = useRef<HTMLElement>(null);
  const { available, reading, read, stop } = useReadAloud();
  const { scale, larger, isLargest } = useTextSize();
  return (
    <div className="resident" style={{ '--scale': scale } as CSSProperties}>
      <header>
        <Link to="/" className="home-link">
          <Mark />
        </Link>
        <LanguageSwitch />
      </header>
      <div className="aids">
        <DemoClockMark />
        {available && (
          <button type="button" onClick={() => (reading ? stop() : read(page.current?.innerText ?? ''))}>
            <Icon name="sound" />
            {t(reading ? 'aid.stop' : 'aid.read')}
          </button>
        )}
        <button type="button" onClick={larger}>
          <Icon name="text" />
          {t(isLargest ? 'aid.smaller' : 'aid.larger')}
        </button>
      </div>
      <OfflineBar />
      <main ref={page}>{children}</main>
      {footer && <footer>{footer}</footer>}
    </div>
  );
}
