import { Component, type ReactNode } from 'react';
import { i18n } from '../../lib/i18n';
import { HelpButton } from './help-button';

const RELOAD_MS = 10_000;

/** A fault of the room's screen: said in words, with the red button, and mended by starting anew. Nobody is here to press a key. */
export class RoomBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  #reload: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.#reload ??= setTimeout(() => window.location.reload(), RELOAD_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#reload);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="room light after">
        <main role="alert">
          <h1 className="say">{i18n.t('room:broken.title')}</h1>
          <p className="then">{i18n.t('room:broken.more')}</p>
        </main>
        <footer>
          <HelpButton />
        </footer>
      </div>
    );
  }
}
