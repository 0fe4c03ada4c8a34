import type { RemoteTrack } from './call-snapshot';
import { ALIKE, echoLikeness, STEP_MS } from './echo-likeness';

/** People take turns: in so long each has said something. */
const KEPT_STEPS = 12_000 / STEP_MS;
const LOOK_EVERY_MS = 2_000;
/** So many looks in a row, lest one word in time with another's be taken for an echo. */
const LOOKS = 3;
/** Once said, it is not said again for a while. */
const REST_MS = 30_000;

interface Ear {
  readonly source: MediaStreamAudioSourceNode;
  readonly analyser: AnalyserNode;
  readonly loudness: number[];
}

/** Listens whether one's own voice comes back out of another's microphone: two of them in one room. */
export class EchoWatch {
  readonly #onEcho: (seat: string) => void;
  readonly #ears = new Map<MediaStreamTrack, Ear>();
  readonly #looks = new Map<string, number>();
  readonly #wave = new Float32Array(1024);
  #context: AudioContext | null = null;
  #mine: MediaStreamTrack | null = null;
  #voices: readonly RemoteTrack[] = [];
  #timers: ReturnType<typeof setInterval>[] = [];
  #restUntil = 0;

  constructor(onEcho: (seat: string) => void) {
    this.#onEcho = onEcho;
  }

  /** Whose microphones are open now: one's own, or null while it is shut, and those of the others. */
  listenTo(mine: MediaStreamTrack | null, remote: readonly RemoteTrack[]): void {
    this.#mine = mine;
    this.#voices = mine ? remote.filter(({ source, paused }) => source === 'microphone' && !paused) : [];
    const wanted = new Set(this.#voices.map(({ track }) => track));
    if (mine && wanted.size > 0) wanted.add(mine);
    for (const [track, ear] of this.#ears) {
      if (wanted.has(track)) continue;
      ear.source.disconnect();
      this.#ears.delete(track);
    }
    for (const track of wanted) if (!this.#ears.has(track)) this.#open(track);
    if (wanted.size > 0 && this.#timers.length === 0) {
      this.#timers = [setInterval(() => this.#hear(), STEP_MS), setInterval(() => this.#look(), LOOK_EVERY_MS)];
    }
    if (wanted.size === 0) this.#rest();
  }

  close(): void {
    this.listenTo(null, []);
    const context = this.#context;
    this.#context = null;
    // A context that is closed already has nothing left to close.
    context?.close().catch(() => undefined);
  }

  #open(track: MediaStreamTrack): void {
    this.#context ??= new AudioContext();
    const source = this.#context.createMediaStreamSource(new MediaStream([track]));
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = this.#wave.length;
    source.connect(analyser);
    this.#ears.set(track, { source, analyser, loudness: [] });
  }

  /** One step of every voice at the same time. A browser that holds the sound back until a touch is not listened to. */
  #hear(): void {
    if (this.#context?.state !== 'running') return;
    for (const { analyser, loudness } of this.#ears.values()) {
      analyser.getFloatTimeDomainData(this.#wave);
      loudness.push(Math.sqrt(this.#wave.reduce((sum, sample) => sum + sample * sample, 0) / this.#wave.length));
      if (loudness.length > KEPT_STEPS) loudness.shift();
    }
  }

  #look(): void {
    const mine = this.#mine ? this.#ears.get(this.#mine) : null;
    if (!mine || performance.now() < this.#restUntil) return;
    for (const { seat, track } of this.#voices) {
      const theirs = this.#ears.get(track);
      const alike = theirs !== undefined && echoLikeness(mine.loudness, theirs.loudness) > ALIKE;
      const looks = alike ? (this.#looks.get(seat) ?? 0) + 1 : 0;
      this.#looks.set(seat, looks);
      if (looks < LOOKS) continue;
      this.#looks.clear();
      this.#restUntil = performance.now() + REST_MS;
      return this.#onEcho(seat);
    }
  }

  #rest(): void {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
    this.#looks.clear();
  }
}
