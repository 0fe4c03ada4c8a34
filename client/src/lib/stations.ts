import { station, type Station } from '@contracts/http/identity';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from './api';
import { useLanguage, type Language } from './i18n';

const AN_HOUR = 3_600_000;

/** The stations of the county, for staff; not asked for while nobody needs them. */
export const useStations = (needed = true) =>
  useQuery({
    queryKey: ['stations'],
    queryFn: () => api.get(z.array(station), '/api/stations'),
    staleTime: AN_HOUR,
    enabled: needed,
  });

/** A station's name in a language; one that is not known stays as it is. */
export const stationNamed = (
  stations: readonly Pick<Station, 'name' | 'nameEn'>[],
  name: string,
  language: Language,
): string => (language === 'en' ? stations.find((one) => one.name === name)?.nameEn : undefined) ?? name;

/** Puts the Chinese name of a station, as messages carry it, into the reader's language. */
export function useStationName(): (name: string) => string {
  const { language } = useLanguage();
  const { data = [] } = useStations(language === 'en');
  return (name) => stationNamed(data, name, language);
}
