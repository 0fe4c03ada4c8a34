import { z } from 'zod';
import { api } from '../lib/api';

/** Ends the session of whoever is signed in. A session that is gone already is just as well. */
export async function signOut(): Promise<void> {
  await api.post(z.unknown(), '/api/sign-out').catch(() => undefined);
}
