import type { types } from 'mediasoup-client';

/** Counters of what is received from one seat, over all its tracks, since they were begun. */
export interface SeatStats {
  packetsReceived: number;
  packetsLost: number;
  bytesReceived: number;
  framesDecoded: number;
  totalAudioEnergy: number;
}
export type MediaStats = Record<string, SeatStats>;

const numberOf = (report: Readonly<Record<string, unknown>>, key: string): number => {
  const value = report[key];
  return typeof value === 'number' ? value : 0;
};

/** Reads the browser's counters of each consumer, seat by seat. */
export async function statsOf(receiving: readonly { consumer: types.Consumer; seat: string }[]): Promise<MediaStats> {
  const stats: MediaStats = {};
  const reports = await Promise.all(
    receiving
      .filter(({ consumer }) => !consumer.closed)
      .map(async (one) => [one.seat, await one.consumer.getStats()] as const),
  );
  for (const [seat, report] of reports) {
    const sum = (stats[seat] ??= {
      packetsReceived: 0,
      packetsLost: 0,
      bytesReceived: 0,
      framesDecoded: 0,
      totalAudioEnergy: 0,
    });
    report.forEach((entry: Readonly<Record<string, unknown>>) => {
      if (entry['type'] !== 'inbound-rtp') return;
      for (const key of Object.keys(sum) as (keyof SeatStats)[]) sum[key] += numberOf(entry, key);
    });
  }
  return stats;
}
