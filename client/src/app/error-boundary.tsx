import { Component, type ReactNode } from 'react';
import { i18n } from '../lib/i18n';
import { PlainPage } from './plain-page';

interface State {
  failed: boolean;
}

/** A fault of one page shows a sentence and a way back, never a blank screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <PlainPage
        title={i18n.t('common:page.brokenTitle')}
        action={{ label: i18n.t('common:page.reload'), href: window.location.href }}
      >
        {i18n.t('common:page.broken')}
      </PlainPage>
    );
  }
}
