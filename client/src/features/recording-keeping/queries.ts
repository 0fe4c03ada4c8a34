import {
  keepingEffect,
  recordingKeeping,
  type KeepingMonthsAsked,
  type SetKeepingRules,
} from '@contracts/http/recording-keeping';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

const MINUTE_MS = 60_000;
const PATH = '/api/recordings/keeping';
// Begins as the findings do: what is compared anew is read anew here, too.
const KEEPING = ['recordingFindings', 'keeping'] as const;

export const useKeeping = () =>
  useQuery({
    queryKey: KEEPING,
    queryFn: () => api.get(recordingKeeping, PATH),
    refetchInterval: MINUTE_MS,
  });

/** What the next night would delete by these rules; null asks nothing. */
export const useEffectOf = (months: KeepingMonthsAsked | null) =>
  useQuery({
    queryKey: ['recordingKeepingEffect', months],
    queryFn: () => api.get(keepingEffect, `${PATH}/effect`, { ...months }),
    enabled: months !== null,
    placeholderData: keepPreviousData,
  });

export const setRules = (rules: SetKeepingRules) => api.put(recordingKeeping, `${PATH}/rules`, rules);

export const keepingChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: KEEPING });
