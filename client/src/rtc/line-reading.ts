import type { UplinkReading } from './uplink-policy';

/** One entry of a browser's statistics. */
export type StatsEntry = Readonly<Record<string, unknown>>;

/** Counters that only grow; two of them make a reading. */
export interface LineCounters {
  readonly concealedSamples: number;
  readonly samples: number;
  readonly freezes: number;
}
export interface LineReport {
  readonly roundTripMs: number | null;
  readonly concealedShare: number | null;
  readonly freezes: number;
}

const numberOf = (entry: StatsEntry, key: string): number | null => {
  const value = entry[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
const sum = (entries: readonly StatsEntry[], key: string): number =>
  entries.reduce((total, entry) => total + (numberOf(entry, key) ?? 0), 0);

export function countersOf(received: readonly StatsEntry[]): LineCounters {
  const inbound = received.filter(({ type }) => type === 'inbound-rtp');
  return {
    concealedSamples: sum(inbound, 'concealedSamples') - sum(inbound, 'silentConcealedSamples'),
    samples: sum(inbound, 'totalSamplesReceived'),
    freezes: sum(inbound, 'freezeCount'),
  };
}

/** Paths in use. One whose last check is not answered yet, as on a line that is full, is `in-progress`, and in use. */
const pathsOf = (entries: readonly StatsEntry[]): StatsEntry[] =>
  entries.filter(({ type, nominated, state }) => type === 'candidate-pair' && nominated === true && state !== 'failed');

/** The last round trip of each path in use, in milliseconds. */
export type Trips = ReadonlyMap<string, number>;

export function tripsOf(entries: readonly StatsEntry[]): Trips {
  return new Map(
    pathsOf(entries).flatMap((path, at) => {
      const seconds = numberOf(path, 'currentRoundTripTime');
      const id = typeof path['id'] === 'string' ? path['id'] : String(at);
      return seconds === null ? [] : [[id, Math.min(60_000, Math.round(seconds * 1000))] as const];
    }),
  );
}

/**
 * What the line itself takes, of some looks in a row: the shortest trip of each path, and of the paths the worse. An
 * answer that waits in a busy computer makes a trip longer and never shorter, while a long or full line makes all long.
 */
export function lineTripMs(looks: readonly Trips[]): number | null {
  const shortest = new Map<string, number>();
  for (const [id, ms] of looks.flatMap((trips) => [...trips])) shortest.set(id, Math.min(ms, shortest.get(id) ?? ms));
  return shortest.size > 0 ? Math.max(...shortest.values()) : null;
}

/** What is told the node: made-up sound and frozen pictures since the last look. A new track may count from zero again. */
export function lineReport(before: LineCounters, now: LineCounters, trip: number | null): LineReport {
  const samples = now.samples - before.samples;
  const concealed = now.concealedSamples - before.concealedSamples;
  return {
    roundTripMs: trip,
    concealedShare: samples > 0 ? Math.min(1, Math.max(0, concealed / samples)) : null,
    freezes: Math.min(10_000, Math.max(0, now.freezes - before.freezes)),
  };
}

/** Packets of the voice that were sent, and sent again, since it began. */
export interface VoiceCounters {
  readonly sent: number;
  readonly resent: number;
}

export function voiceCounters(sent: readonly StatsEntry[]): VoiceCounters {
  const voices = sent.filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'audio');
  return { sent: sum(voices, 'packetsSent'), resent: sum(voices, 'retransmittedPacketsSent') };
}

/** Bytes that came back over the way out: as long as any come, the line is not cut. */
export const heardBytes = (sent: readonly StatsEntry[]): number => sum(pathsOf(sent), 'bytesReceived');

/** What the camera's share is decided by: the browser's entries now, and what of the voice was sent by the last look. */
export function uplinkReading(sent: readonly StatsEntry[], before: VoiceCounters): UplinkReading {
  const rooms = pathsOf(sent).flatMap((path) => numberOf(path, 'availableOutgoingBitrate') ?? []);
  const voice = sent.find(({ type, kind }) => type === 'remote-inbound-rtp' && kind === 'audio');
  const now = voiceCounters(sent);
  const packets = now.sent - before.sent;
  return {
    availableKbps: rooms.length > 0 ? Math.max(...rooms) / 1000 : null,
    voiceLost: voice ? numberOf(voice, 'fractionLost') : null,
    voiceResent: packets > 0 ? Math.min(1, Math.max(0, (now.resent - before.resent) / packets)) : null,
  };
}
