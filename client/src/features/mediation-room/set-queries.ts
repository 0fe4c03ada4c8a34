import { sharedSet } from '@contracts/http/shared-set';
import type { SetWish } from '@domain/shared-set';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

/** Tells the station what the host needs of a set that two parties share; null takes it back. */
export function useSetWish(sessionId: string) {
  return useMutation({
    mutationFn: (wish: SetWish | null) => api.post(sharedSet, `/api/sessions/${sessionId}/set-wish`, { wish }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['session', sessionId], exact: true }),
  });
}
