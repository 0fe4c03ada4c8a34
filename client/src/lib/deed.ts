import { useState } from 'react';
import { asApiError, type ApiError } from './api';

export interface Deed {
  /** On its way to the server. */
  readonly sending: boolean;
  /** What the server said no to, until the next try. */
  readonly refused: ApiError | null;
  /** Never throws: what it throws is `refused`. */
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
  readonly dismiss: () => void;
}

/**
 * Something that is sent at the press of a button. `changed` reads again what it may have changed, also after a
 * refusal: somebody else was faster, perhaps. It must not throw.
 */
export function useDeed(changed?: () => Promise<unknown>): Deed {
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setSending(true);
    setRefused(null);
    try {
      await work();
    } catch (error) {
      setRefused(asApiError(error));
    } finally {
      await changed?.();
      setSending(false);
    }
  };
  return { sending, refused, run, dismiss: () => setRefused(null) };
}
