import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/mark';

interface PlainPageProps {
  title: string;
  children: ReactNode;
  action?: { label: string; href: string };
}

/** A page of one sentence and one next step. */
export function PlainPage({ title, children, action }: PlainPageProps) {
  return (
    <main className="plain-page">
      <Mark />
      <h1>{title}</h1>
      <p>{children}</p>
      {action && (
        <a className="btn primary" href={action.href}>
          {action.label}
        </a>
      )}
    </main>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <PlainPage title={t('page.notFoundTitle')} action={{ label: t('action.home'), href: '/' }}>
      {t('page.notFound')}
    </PlainPage>
  );
}

export function Denied() {
  const { t } = useTranslation();
  return (
    <PlainPage title={t('page.deniedTitle')} action={{ label: t('action.home'), href: '/' }}>
      {t('page.denied')}
    </PlainPage>
  );
}

export function Awaited() {
  const { t } = useTranslation();
  return <PlainPage title={t('product')}>{t('page.awaited')}</PlainPage>;
}
