import type { ReplanAccepted, ReplanPlan } from '@contracts/http/replan';
import { useRef, useState } from 'react';
import { asApiError, type ApiError } from '../../lib/api';
import { keyFor, type SentKey } from '../../lib/idempotency-key';
import { acceptReplan, previewReplan } from './board-deeds';

/** A new plan for what can no longer be kept: proposed, ticked, accepted. */
export function useReplan() {
  const [plan, setPlan] = useState<ReplanPlan | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [result, setResult] = useState<ReplanAccepted | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef<SentKey | null>(null);

  const doing = async (deed: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await deed();
    } catch (problem) {
      setError(asApiError(problem));
    } finally {
      setBusy(false);
    }
  };

  const propose = (appointmentIds: readonly string[]): Promise<void> =>
    doing(async () => {
      setResult(null);
      const next = await previewReplan(appointmentIds);
      setPlan(next);
      setTicked(next.proposals.map(({ appointmentId }) => appointmentId));
    });

  const accept = (): Promise<void> =>
    doing(async () => {
      const changes = (plan?.proposals ?? [])
        .filter(({ appointmentId }) => ticked.includes(appointmentId))
        .map(({ appointmentId, version, startsAt, officialId, roomIds, interpreterIds }) => ({
          appointmentId,
          version,
          startsAt,
          officialId,
          roomIds,
          interpreterIds,
        }));
      sent.current = keyFor(changes, sent.current);
      setResult(await acceptReplan(changes, sent.current.key));
    });

  const tick = (appointmentId: string, on: boolean): void =>
    setTicked(on ? [...ticked, appointmentId] : ticked.filter((id) => id !== appointmentId));

  const forget = (): void => {
    setPlan(null);
    setResult(null);
    setTicked([]);
  };

  return { plan, ticked, result, error, busy, propose, accept, tick, forget };
}
