import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/icons.css';
import './ui/parts.css';
import { App } from './app/app';
import { languageReady } from './lib/i18n';

const root = document.getElementById('root');
if (root) {
  void languageReady().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
