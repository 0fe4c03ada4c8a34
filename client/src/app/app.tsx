import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import '../lib/i18n';
import { queryClient } from '../lib/query';
import { ErrorBoundary } from './error-boundary';
import { AppRoutes } from './routes';

/** The whole client: providers around the table of routes. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
