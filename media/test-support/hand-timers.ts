import type { Timers } from '../src/timers';

interface Set {
  ms: number;
  act: () => void;
}

/** Timers that go off when a test says so. */
export class HandTimers implements Timers {
  #set: Set[] = [];

  after(ms: number, act: () => void): () => void {
    const one = { ms, act };
    this.#set.push(one);
    return () => {
      this.#set = this.#set.filter((other) => other !== one);
    };
  }

  /** In how many seconds each goes off, to the nearest. */
  get seconds(): number[] {
    return this.#set.map(({ ms }) => Math.round(ms / 1_000)).sort((a, b) => a - b);
  }

  /** The next one goes off. */
  next(): void {
    const [first] = [...this.#set].sort((a, b) => a.ms - b.ms);
    if (!first) throw new Error('no timer is set');
    this.#set = this.#set.filter((one) => one !== first);
    first.act();
  }

  forget(): void {
    this.#set = [];
  }
}
