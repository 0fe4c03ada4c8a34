import type { LineMeasures } from '@domain/room-check';

/** What the browser counts of one connection; names are those of its statistics. */
export type StatEntry = Readonly<Record<string, unknown>>;

/** A look at both connections at one moment. */
export interface LineLook {
  readonly atMs: number;
  readonly up: readonly StatEntry[];
  readonly down: readonly StatEntry[];
}

const numberIn = (entry: StatEntry | undefined, key: string): number | null => {
  const value = entry?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
const ofType = (entries: readonly StatEntry[], type: string): StatEntry[] =>
  entries.filter((entry) => entry['type'] === type);
const sum = (entries: readonly StatEntry[], key: string): number =>
  entries.reduce((total, entry) => total + (numberIn(entry, key) ?? 0), 0);
/** The middle of what was seen: one hiccup of a busy computer says nothing of a line. */
const median = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null).toSorted((one, other) => one - other);
  return known[Math.floor(known.length / 2)] ?? null;
};

/** The pair of addresses over which a connection runs now. */
function pairOf(entries: readonly StatEntry[]): StatEntry | undefined {
  const chosen = ofType(entries, 'transport')[0]?.['selectedCandidatePairId'];
  return (
    entries.find(({ id }) => id === chosen) ?? ofType(entries, 'candidate-pair').find(({ nominated }) => nominated)
  );
}

/** What a line is like, from the first look at it, the last one, and those between. Null where there are no two. */
export function lineOf(looks: readonly LineLook[]): LineMeasures | null {
  const first = looks[0];
  const last = looks.at(-1);
  if (!first || !last || first === last) return null;
  const grown = (side: 'up' | 'down', type: string, key: string, since = first): number =>
    Math.max(0, sum(ofType(last[side], type), key) - sum(ofType(since[side], type), key));
  const share = (lost: number, all: number): number | null => (all <= 0 ? null : Math.min(1, lost / all));

  const received = grown('down', 'inbound-rtp', 'packetsReceived');
  const lostDown = grown('down', 'inbound-rtp', 'packetsLost');
  const sent = grown('up', 'outbound-rtp', 'packetsSent');
  const lostUp = grown('up', 'remote-inbound-rtp', 'packetsLost');
  const pair = pairOf(last.up);
  const local = last.up.find(({ id }) => id === pair?.['localCandidateId']);
  // The first third is the sender feeling its way up, and says nothing of the line's width.
  const settled = looks[Math.floor(looks.length / 3)] ?? first;
  const seconds = Math.max(0.001, (last.atMs - settled.atMs) / 1000);
  const kilobits = (side: 'up' | 'down', type: string, key: string): number =>
    Math.round((grown(side, type, key, settled) * 8) / 1000 / seconds);
  const seconds2ms = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000));
  // Large pictures are sent out over a while on purpose: only sound comes at even times.
  const jitters = looks.flatMap(({ down }) =>
    ofType(down, 'inbound-rtp')
      .filter(({ kind }) => kind === 'audio')
      .map((one) => numberIn(one, 'jitter')),
  );
  const available = numberIn(pair, 'availableOutgoingBitrate');
  const protocol = local?.['relayProtocol'] ?? local?.['protocol'];
  return {
    reached: received > 0 && sent > 0,
    lossUp: share(lostUp, sent),
    lossDown: share(lostDown, received + lostDown),
    jitterMs: seconds2ms(median(jitters)),
    roundTripMs: seconds2ms(median(looks.map(({ up }) => numberIn(pairOf(up), 'currentRoundTripTime')))),
    upKbps: kilobits('up', 'outbound-rtp', 'bytesSent'),
    downKbps: kilobits('down', 'inbound-rtp', 'bytesReceived'),
    availableUpKbps: available === null ? null : Math.round(available / 1000),
    protocol: protocol === 'udp' ? 'udp' : protocol === 'tcp' || protocol === 'tls' ? 'tcp' : null,
    relayed: local?.['candidateType'] === 'relay',
  };
}
