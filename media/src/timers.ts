/** Acts later. Tests put one in that they turn by hand. */
export interface Timers {
  /** Calls `act` once, `ms` from now; the answer takes it back. Never holds the process up. */
  after(ms: number, act: () => void): () => void;
}

export const realTimers: Timers = {
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
