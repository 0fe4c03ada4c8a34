import { figures } from '@contracts/http/statistics';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { bureauNow } from '../../lib/server-clock';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly stationId: string | null;
}

/** The figures of a period; those of the former question stay, until the next are counted. */
export const useFigures = ({ from, to, stationId }: Asked) =>
  useQuery({
    queryKey: ['figures', { from, to, stationId }],
    queryFn: async () => ({
      ...(await api.get(figures, '/api/figures', { from, to, stationId: stationId ?? undefined })),
      computedAt: bureauNow(),
    }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
