import { ConfigProvider, type ThemeConfig } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/i18n';
import { StaffBar } from './staff-bar';
import './staff-shell.css';

/** SCREENS §9: ink on paper, one blue, 120 ms. */
const theme: ThemeConfig = {
  token: {
    colorPrimary: '#124A8C',
    colorLink: '#124A8C',
    colorText: '#16202A',
    colorTextSecondary: '#45525E',
    colorTextDescription: '#5C6873',
    colorTextPlaceholder: '#5C6873',
    colorBorder: '#76828D',
    colorBorderSecondary: '#CBD2D7',
    colorBgLayout: '#F1F4F4',
    colorError: '#B42318',
    colorSuccess: '#1B6A42',
    colorWarning: '#875000',
    borderRadius: 3,
    fontSize: 15,
    controlHeight: 36,
    fontFamily: 'var(--font)',
    boxShadow: 'none',
    boxShadowTertiary: 'none',
    motionDurationMid: '120ms',
    motionDurationSlow: '240ms',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 700 } },
};

interface StaffShellProps {
  /** Beside the mark: where this is, such as the station's name. */
  title?: string;
  children: ReactNode;
  /** Extra words in the bar before the lamp, such as the state of camera and microphone. */
  aside?: ReactNode;
}

/** antd in the house's colours and the reader's language, without the bar (sign-in, mediation room). */
export function StaffTheme({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en-gb');
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enGB} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}

/** The frame of a staff screen: bar of 48 px above, the work below, which scrolls by itself. */
export function StaffShell({ title, aside, children }: StaffShellProps) {
  const { t } = useTranslation();
  return (
    <StaffTheme>
      <div className="staff">
        <StaffBar title={title} aside={aside} />
        <main className="staff-work" aria-label={title ?? t('product')}>
          {children}
        </main>
      </div>
    </StaffTheme>
  );
}
