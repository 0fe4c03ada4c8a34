import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api';

const transient = (error: unknown): boolean => error instanceof ApiError && error.code === 'UNAVAILABLE';

/** One cache for the page. Only a missing server is tried again; a refusal is an answer. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A county's network may reach the server and no internet: the browser's own idea of "online" is not asked.
      networkMode: 'always',
      retry: (failures, error) => transient(error) && failures < 3,
      staleTime: 5_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
