import type { types } from 'mediasoup';
import { Counter } from 'prom-client';
import type { Calls } from './calls';

interface Sum {
  packets: number;
  lost: number;
}
const nothing = (): Sum => ({ packets: 0, lost: 0 });

/**
 * Packets received from and sent to people, since the start. The workers count stream by stream; at
 * each reading what grew since the last one is added, so that the sums outlive the streams. What a
 * stream counted after its last reading is not in them.
 */
export class PacketTally {
  readonly #calls: Calls;
  #seen = new Map<string, Sum>();
  readonly #sums = { in: nothing(), out: nothing() };
  #reading: Promise<void> | null = null;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  counters(prefix: string): Counter[] {
    const counter = (name: string, help: string, what: keyof Sum): Counter => {
      const read = async (): Promise<void> => this.#read();
      const sums = this.#sums;
      return new Counter({
        name: prefix + name,
        help,
        labelNames: ['direction'],
        registers: [],
        async collect() {
          await read();
          this.reset();
          for (const direction of ['in', 'out'] as const) this.inc({ direction }, sums[direction][what]);
        },
      });
    };
    return [
      counter('rtp_packets_total', 'RTP packets received from and sent to people', 'packets'),
      counter('rtp_packets_lost_total', 'RTP packets that did not arrive', 'lost'),
    ];
  }

  /** Both counters are read at once: the workers are asked once for both. */
  #read(): Promise<void> {
    this.#reading ??= this.#add().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #add(): Promise<void> {
    const peers = [...this.#calls.live.values()].flatMap((call) => [...call.peers.values()]);
    const producers = peers.flatMap((peer) => [...peer.producings.values()].map(({ producer }) => producer));
    const consumers = peers.flatMap((peer) =>
      [...peer.listenings.values()].flatMap(({ consumer }) => (consumer ? [consumer] : [])),
    );
    const seen = new Map<string, Sum>();
    const take = async (direction: 'in' | 'out', source: types.Producer | types.Consumer): Promise<void> => {
      const now = await countsOf(direction, source);
      if (!now) return;
      const before = this.#seen.get(source.id) ?? nothing();
      this.#sums[direction].packets += Math.max(0, now.packets - before.packets);
      this.#sums[direction].lost += Math.max(0, now.lost - before.lost);
      seen.set(source.id, now);
    };
    await Promise.all([
      ...producers.map((producer) => take('in', producer)),
      ...consumers.map((consumer) => take('out', consumer)),
    ]);
    this.#seen = seen;
  }
}

/** Null for a stream that was closed meanwhile. */
async function countsOf(direction: 'in' | 'out', source: types.Producer | types.Consumer): Promise<Sum | null> {
  if (source.closed) return null;
  const type = direction === 'in' ? 'inbound-rtp' : 'outbound-rtp';
  const stats: Iterable<types.ProducerStat | types.ConsumerStat> = await source.getStats().catch(() => []);
  const sum = nothing();
  for (const stat of stats) {
    if (stat.type !== type) continue;
    sum.packets += stat.packetCount;
    sum.lost += stat.packetsLost;
  }
  return sum;
}
