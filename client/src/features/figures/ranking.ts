import type { Figures } from '@contracts/http/statistics';

export type StationRow = Figures['stations'][number];

/** A station is ranked only when enough was registered for a rank to mean something (DOMAIN: Formulas). */
export const RANKED_FROM = 10;

/** Ranked stations in the order of their rank, and the rest by how much was registered there. */
export function split(stations: readonly StationRow[]): { ranked: StationRow[]; unranked: StationRow[] } {
  const isRanked = (row: StationRow): boolean => row.rank !== null && row.requests >= RANKED_FROM;
  return {
    ranked: stations.filter(isRanked).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)),
    unranked: stations
      .filter((row) => !isRanked(row))
      .sort((a, b) => b.requests - a.requests || a.stationName.localeCompare(b.stationName, 'zh-CN')),
  };
}
