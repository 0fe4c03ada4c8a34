import { Problem } from '../set-up/problem.mjs';
import { secondsSince } from '../set-up/step.mjs';

const MOST_RESTARTS = 5;
const WITHIN_MS = 60_000;

/**
 * @typedef {object} Part a running program
 * @property {Promise<string>} exited
 * @property {() => Promise<void>} stop
 */

/**
 * The running programs of one copy. Each is started again when it ends by itself, and all are
 * stopped in the reverse order of their start.
 */
export class Parts {
  /** @type {Map<string, Part>} */
  #running = new Map();
  /** @type {(error: unknown) => void} */
  #onFailure;
  isStopping = false;

  /** @param {(error: unknown) => void} onFailure told when a program will not stay up */
  constructor(onFailure) {
    this.#onFailure = onFailure;
  }

  /**
   * Starts a program and keeps it running.
   * @template {Part} T
   * @param {string} name
   * @param {() => Promise<T>} start starts it, each time at the same address
   * @returns {Promise<T>}
   */
  async start(name, start) {
    const part = await start();
    this.#running.set(name, part);
    this.#keepRunning(name, part, start).catch((error) => {
      if (!this.isStopping) this.#onFailure(error);
    });
    return part;
  }

  /**
   * Has a program start again, with what was built in the meantime.
   * @param {string} name
   */
  async restart(name) {
    const part = this.#running.get(name);
    if (!part) throw new Error(`no program is called ${name}`);
    await part.stop();
  }

  async stopAll() {
    this.isStopping = true;
    for (const [name, part] of [...this.#running].reverse()) {
      const startedAt = performance.now();
      await part.stop();
      console.log(`  ✓ ${name.padEnd(20)} ${'stopped'.padEnd(52)} ${secondsSince(startedAt)}`);
    }
  }

  /**
   * @param {string} name
   * @param {Part} part
   * @param {() => Promise<Part>} start
   */
  async #keepRunning(name, part, start) {
    /** @type {number[]} */
    let ends = [];
    for (let current = part; ;) {
      const how = await current.exited;
      if (this.isStopping) return;
      ends = [...ends.filter((at) => Date.now() - at < WITHIN_MS), Date.now()];
      if (ends.length > MOST_RESTARTS) {
        throw new Problem(`${name} ended ${ends.length} times within a minute (${how}); look into its log.`);
      }
      console.log(`  ! ${name} ${how}; starting it again`);
      current = await start();
      this.#running.set(name, current);
      // Ctrl-C may have come while it was starting.
      if (this.isStopping) return current.stop();
    }
  }
}
