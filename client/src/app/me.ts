import { me, type Me, type StaffView } from '@contracts/http/identity';
import { useQuery } from '@tanstack/react-query';
import { api } from '../lib/api';
import { reopenHouse } from '../lib/house';
import { queryClient } from '../lib/query';

const ME = ['me'] as const;
const readMe = () => api.get(me, '/api/me');

/** Who the cookie says we are; `data` is undefined until the server answered. */
export const useMe = () => useQuery({ queryKey: ME, queryFn: readMe, staleTime: 60_000 });

/** The signed-in member of staff; null for everyone else. */
export function useStaff(): StaffView | null {
  const { data } = useMe();
  return data?.kind === 'staff' ? data.staff : null;
}

/**
 * After signing in or out: forgets everything shown so far, asks again who we are, and opens the
 * line to the house with the new cookie.
 */
export async function identityChanged(): Promise<Me> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'now' });
  const answer = await queryClient.fetchQuery({ queryKey: ME, queryFn: readMe, staleTime: 0 });
  await reopenHouse();
  return answer;
}
