import { station } from '@contracts/http/identity';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from './api';

const AN_HOUR = 3_600_000;

/** The stations of the county, for staff. */
export const useStations = () =>
  useQuery({
    queryKey: ['stations'],
    queryFn: () => api.get(z.array(station), '/api/stations'),
    staleTime: AN_HOUR,
  });
