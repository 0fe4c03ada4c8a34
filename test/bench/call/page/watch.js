/* global document, AudioContext, MediaStream, OffscreenCanvas, setInterval */
import { now } from './clock.js';
import { ageOf } from './stamp.js';

const LOOK_EVERY_MS = 4;
const LOUD = 0.01;
const KEPT = 4_000;

/** What reaches this page's eyes and ears: every track of another, and when it was seen or heard. */
export class Watch {
  /** By track id. */
  #seen = new Map();
  #audio = new AudioContext();
  #brush = new OffscreenCanvas(64, 16).getContext('2d', { willReadFrequently: true });

  constructor() {
    setInterval(() => this.#listen(), LOOK_EVERY_MS);
  }

  /** Shows exactly these tracks. */
  show(tracks) {
    const live = new Set(tracks.map(({ track }) => track.id));
    for (const one of this.#seen.values()) if (!one.gone && !live.has(one.id)) this.#drop(one);
    for (const { seat, track } of tracks) if (!this.#seen.has(track.id)) this.#take(seat, track);
  }

  read() {
    return [...this.#seen.values()].map(({ id, seat, kind, gone, since, first, last, count, moments, ages }) => ({
      ...{ id, seat, kind, gone, since, first, last, count, moments, ages },
    }));
  }

  /** Forgets what was; what is shown goes on. */
  forget() {
    for (const [id, one] of this.#seen) {
      if (one.gone) this.#seen.delete(id);
      else Object.assign(one, { ages: [], moments: [], count: 0 });
    }
  }

  #take(seat, track) {
    const one = { id: track.id, seat, kind: track.kind, gone: false, since: now(), first: null, last: null };
    Object.assign(one, { count: 0, moments: [], ages: [] });
    this.#seen.set(track.id, one);
    const element = document.createElement(track.kind);
    Object.assign(element, { muted: true, autoplay: true, playsInline: true });
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
    one.element = element;
    void element.play().catch(() => undefined);
    if (track.kind === 'video') this.#look(one, element);
    else {
      one.analyser = this.#audio.createAnalyser();
      one.analyser.fftSize = 256;
      one.source = this.#audio.createMediaStreamSource(new MediaStream([track]));
      one.source.connect(one.analyser);
    }
  }

  #drop(one) {
    one.gone = true;
    one.source?.disconnect();
    one.element.srcObject = null;
    one.element.remove();
  }

  #note(one, at) {
    one.first ??= at;
    one.last = at;
    one.count += 1;
    if (one.moments.length < KEPT) one.moments.push(at);
  }

  #look(one, element) {
    element.requestVideoFrameCallback(() => {
      if (one.gone) return;
      const at = now();
      this.#note(one, at);
      const age = ageOf(this.#brush, element, at);
      if (age !== null && one.ages.length < KEPT) one.ages.push(age);
      this.#look(one, element);
    });
  }

  #listen() {
    const wave = new Float32Array(256);
    for (const one of this.#seen.values()) {
      if (one.gone || !one.analyser) continue;
      one.analyser.getFloatTimeDomainData(wave);
      if (wave.some((sample) => Math.abs(sample) > LOUD)) this.#note(one, now());
    }
  }
}
