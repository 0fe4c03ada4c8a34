import type { PartyInput, RegisterRequest } from '@contracts/http/requests';
import type { TestCounty } from './county';

/** A synthetic resident; the number keeps people apart. */
export const resident = (n: number, stationId: string, more: Partial<PartyInput> = {}): PartyInput => ({
  name: `居民甲-${String(n).padStart(3, '0')}`,
  phone: `1990000${String(n).padStart(4, '0')}`,
  village: '示范村',
  stationId,
  ...more,
});

/** A consultation about household registration at the first station. */
export const consultation = (county: TestCounty, n = 1, more: Partial<RegisterRequest> = {}): RegisterRequest => ({
  channel: 'station',
  topic: 'HUKOU',
  summary: '户口迁移怎么办',
  parties: [resident(n, county.stations[0].id)],
  ...more,
});

/** A dispute of two neighbours, each at their own station. */
export const dispute = (county: TestCounty, more: Partial<RegisterRequest> = {}): RegisterRequest => ({
  channel: 'station',
  topic: 'DISPUTE',
  summary: '地界争执',
  parties: [
    resident(17, county.stations[0].id, { role: 'party' }),
    resident(18, county.stations[1].id, { role: 'party' }),
  ],
  ...more,
});
