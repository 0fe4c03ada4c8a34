import type { types } from 'mediasoup';
import { mayHear } from '@domain/caucus';
import type { Peer } from './peer';
import type { Producing } from './producing';

const INTERVAL_MS = 500;
/** Quieter than this is the room, not a voice (dBov, mean of an interval). */
const VOICE_DBOV = -65;
/** The sign stays through the pauses between words. */
const HOLD_INTERVALS = 3;

interface Speaker {
  seat: string;
  quietFor: number;
}

/** Who speaks, space by space: the loudest voice of a space, told to that space only. */
export class SpeakerWatch {
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #observer: types.AudioLevelObserver;
  readonly #seats = new Map<string, string>();
  readonly #speakers = new Map<string, Speaker>();

  private constructor(peers: ReadonlyMap<string, Peer>, observer: types.AudioLevelObserver) {
    this.#peers = peers;
    this.#observer = observer;
    observer.on('volumes', (volumes) => this.#heard(volumes));
    observer.on('silence', () => this.#heard([]));
  }

  static async create(router: types.Router, peers: ReadonlyMap<string, Peer>): Promise<SpeakerWatch> {
    const observer = await router.createAudioLevelObserver({
      maxEntries: 16,
      threshold: VOICE_DBOV,
      interval: INTERVAL_MS,
    });
    return new SpeakerWatch(peers, observer);
  }

  async watch({ seat, source, producer }: Producing): Promise<void> {
    if (source !== 'microphone') return;
    this.#seats.set(producer.id, seat);
    producer.observer.once('close', () => this.#seats.delete(producer.id));
    await this.#observer.addProducer({ producerId: producer.id });
  }

  #heard(volumes: readonly types.AudioLevelObserverVolume[]): void {
    const loudest = new Map<string, string>();
    for (const { producer } of volumes) {
      const seat = this.#seats.get(producer.id);
      const space = seat === undefined ? undefined : this.#peers.get(seat)?.place.space;
      // Loudest first, as mediasoup sorts them.
      if (seat !== undefined && space !== undefined && !loudest.has(space)) loudest.set(space, seat);
    }
    for (const [space, speaker] of this.#speakers) {
      if (loudest.has(space)) continue;
      speaker.quietFor += 1;
      if (speaker.quietFor < HOLD_INTERVALS && this.#peers.get(speaker.seat)?.place.space === space) continue;
      this.#speakers.delete(space);
      this.#tell(space, null);
    }
    for (const [space, seat] of loudest) {
      const before = this.#speakers.get(space)?.seat;
      this.#speakers.set(space, { seat, quietFor: 0 });
      if (before !== seat) this.#tell(space, seat);
    }
  }

  #tell(space: string, seat: string | null): void {
    for (const peer of this.#peers.values()) {
      if (mayHear(peer.place.space, space)) peer.tell('peer.speaking', { seat });
    }
  }
}
