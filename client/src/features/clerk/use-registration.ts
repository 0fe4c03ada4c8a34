import { requestView, type RequestView } from '@contracts/http/requests';
import { useRef, useState } from 'react';
import { api, asApiError, type ApiError } from '../../lib/api';
import { newKey } from '../../lib/idempotency-key';
import { bureauNow } from '../../lib/server-clock';
import { stationChanged } from './queries';
import {
  emptyDraft,
  problemsOf,
  toRegisterRequest,
  type DraftField,
  type DraftProblem,
  type RegistrationDraft,
} from './registration-draft';
import type { StoredRegistration } from './offline-queue';

/** What the clerk sees after pressing 登记. */
export type Result =
  | { kind: 'registered'; request: RequestView; usedSeconds: number; walkIn: boolean }
  | { kind: 'kept'; key: string; name: string; usedSeconds: number };

interface Hooks {
  /** Keeps a registration in this computer; false when it has no room left. */
  keep: (entry: StoredRegistration) => boolean;
  registered: (request: RequestView) => void;
  /** The chosen slot has gone: the offers are read again. */
  slotGone: () => void;
}

/** The state of the registration form: what is typed, what is wrong, what came of it. */
export function useRegistration(
  stationId: string,
  initial: RegistrationDraft | null,
  { keep, registered, slotGone }: Hooks,
) {
  const [draft, setDraft] = useState<RegistrationDraft>(() => initial ?? emptyDraft(stationId));
  const [startedMs, setStartedMs] = useState<number | null>(() => (initial ? bureauNow() : null));
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [storeFull, setStoreFull] = useState(false);
  const [sending, setSending] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  // The same content tried again keeps its key, so that a repeated press registers once.
  const attempt = useRef({ content: '', key: '' });

  const change = (next: RegistrationDraft): void => {
    setDraft(next);
    setStartedMs((before) => before ?? bureauNow());
    setRefused((before) => (before?.code === 'SLOT_TAKEN' || before?.code === 'HOLD_EXPIRED' ? before : null));
    // A mended field loses its mark at once; new marks come only with the next try.
    if (problems.length > 0) {
      const still = new Set(problemsOf(next).map(({ field }) => field));
      setProblems(problems.filter(({ field }) => still.has(field)));
    }
  };

  const startOver = (from?: RegistrationDraft): void => {
    setDraft(from ?? emptyDraft(stationId));
    setStartedMs(from ? bureauNow() : null);
    setProblems([]);
    setRefused(null);
    setStoreFull(false);
    setResult(null);
  };

  /** Sends what is typed, for that start or for the planner's choice. Answers the field that needs mending, if one does. */
  const submit = async (startsAt: string | null, holdId: string | null): Promise<DraftField | null> => {
    if (sending) return null;
    const wrong = problemsOf(draft);
    setProblems(wrong);
    if (wrong[0]) return wrong[0].field;
    const input = toRegisterRequest({ ...draft, startsAt }, holdId);
    const content = JSON.stringify(input);
    if (attempt.current.content !== content) attempt.current = { content, key: newKey() };
    const { key } = attempt.current;
    const usedSeconds = Math.round((bureauNow() - (startedMs ?? bureauNow())) / 1000);
    setSending(true);
    setRefused(null);
    try {
      const request = await api.post(requestView, '/api/requests', input, { idempotencyKey: key });
      attempt.current = { content: '', key: '' };
      setResult({ kind: 'registered', request, usedSeconds, walkIn: input.walkIn ?? false });
      registered(request);
      void stationChanged();
      return null;
    } catch (error) {
      const refusal = asApiError(error);
      if (refusal.code === 'UNAVAILABLE') {
        const kept = keep({ key, typedAt: new Date(bureauNow()).toISOString(), input, refusedWith: null });
        if (kept) setResult({ kind: 'kept', key, name: draft.first.name, usedSeconds });
        else setStoreFull(true);
        return null;
      }
      setRefused(refusal);
      attempt.current = { content: '', key: '' };
      if (refusal.code === 'SLOT_TAKEN' || refusal.code === 'HOLD_EXPIRED') slotGone();
      const marked = fieldsOf(refusal);
      setProblems(marked);
      return marked[0]?.field ?? null;
    } finally {
      setSending(false);
    }
  };

  return { draft, change, startedMs, problems, refused, storeFull, sending, result, submit, startOver };
}

const FIELD_OF: Readonly<Record<string, string>> = {
  name: 'name',
  phone: 'phone',
  idNumber: 'idNumber',
  stationId: 'stationId',
  'guardian.name': 'guardianName',
  'guardian.relation': 'guardianRelation',
  'guardian.phone': 'guardianPhone',
};

/** Marks the fields that the server found wrong, so that the sentence stands beside them. */
function fieldsOf(refusal: ApiError): DraftProblem[] {
  return (refusal.body.fields ?? []).flatMap(({ path }) => {
    const [head = '', index = '', ...rest] = path.split('.');
    if (head === 'topic' || head === 'summary') return [{ field: head, word: 'refused', params: {} } as const];
    const name = FIELD_OF[rest.join('.')];
    if (head !== 'parties' || !name) return [];
    const field = `${index === '1' ? 'second' : 'first'}.${name}` as DraftField;
    return [{ field, word: 'refused', params: {} }];
  });
}
