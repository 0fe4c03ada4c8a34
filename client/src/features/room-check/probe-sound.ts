import type { CheckMeasures } from '@domain/room-check';
import { amplitudeAt, toneBack } from '@domain/tone';

const LOOK_MS = 50;
/** Audible on the smallest loudspeaker, and seldom in a room by itself. */
const TONE_HZ = 1_330;
const BESIDE_HZ = 1_010;
const QUIET_MS = 700;
const TONE_MS = 1_800;
const LOUDNESS = 0.25;

/** An open microphone that is listened to until `close`. */
export class Ear {
  readonly #context: AudioContext;
  readonly #analyser: AnalyserNode;
  readonly #wave: Float32Array<ArrayBuffer>;

  private constructor(context: AudioContext, track: MediaStreamTrack) {
    this.#context = context;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 2048;
    this.#wave = new Float32Array(this.#analyser.fftSize);
    context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  static async open(track: MediaStreamTrack): Promise<Ear> {
    const context = new AudioContext();
    // Without a gesture of anybody the browser may hold sound back; a room that checks itself has nobody.
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    return new Ear(context, track);
  }

  /** Loudest moment within `forMs`, 0 to 1; `onLevel` is told some twenty times a second. */
  async loudest(forMs: number, signal: AbortSignal, onLevel: (level: number) => void): Promise<number> {
    let loudest = 0;
    await this.#look(forMs, signal, (wave) => {
      const level = Math.min(
        1,
        wave.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
      );
      loudest = Math.max(loudest, level);
      onLevel(level);
    });
    return loudest;
  }

  /** Plays the tone, and listens whether it comes back. */
  async hearsTone(signal: AbortSignal): Promise<CheckMeasures['speaker']> {
    // A page that may not sound says nothing about a loudspeaker.
    if (this.#context.state !== 'running') return { state: 'untried', riseDb: null };
    const before = await this.#pitches(QUIET_MS, signal);
    const tone = this.#play();
    const during = await this.#pitches(TONE_MS, signal);
    tone.stop();
    const { state, riseDb } = toneBack({ before: before.tone, during: during.tone, besideDuring: during.beside });
    return { state, riseDb: Math.round(riseDb * 10) / 10 };
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #pitches(forMs: number, signal: AbortSignal): Promise<{ tone: number[]; beside: number[] }> {
    const heard = { tone: [] as number[], beside: [] as number[] };
    const rate = this.#context.sampleRate;
    await this.#look(forMs, signal, (wave) => {
      heard.tone.push(amplitudeAt(wave, rate, TONE_HZ));
      heard.beside.push(amplitudeAt(wave, rate, BESIDE_HZ));
    });
    return heard;
  }

  /** Soft at both ends, so that it does not click. */
  #play(): OscillatorNode {
    const gain = this.#context.createGain();
    const { currentTime } = this.#context;
    gain.gain.setValueAtTime(0, currentTime);
    gain.gain.linearRampToValueAtTime(LOUDNESS, currentTime + 0.03);
    gain.connect(this.#context.destination);
    const tone = this.#context.createOscillator();
    tone.frequency.value = TONE_HZ;
    tone.connect(gain);
    tone.start();
    return tone;
  }

  #look(forMs: number, signal: AbortSignal, at: (wave: Float32Array) => void): Promise<void> {
    return new Promise((resolve) => {
      const started = performance.now();
      const timer = setInterval(() => {
        this.#analyser.getFloatTimeDomainData(this.#wave);
        at(this.#wave);
        if (!signal.aborted && performance.now() - started < forMs) return;
        clearInterval(timer);
        resolve();
      }, LOOK_MS);
    });
  }
}
