/** What one fault cost, as `bench-results/faults.json` holds it. */
export interface FaultRow {
  readonly name: string;
  /** Writes (or messages) whose success somebody was told. */
  readonly acknowledged: number;
  /** Of these, how many the database (or the reader) does not have as acknowledged. */
  readonly lost: number;
  /** How many happened twice. */
  readonly duplicated: number;
  /** Answers that said no, in words: nothing is lost by these. */
  readonly refused: number;
  /** The longest time until it worked again; null where nothing was down. */
  readonly recoveredMs: number | null;
  readonly pass: boolean;
  /** What else was to be shown, in a few words. */
  readonly note?: string;
}

/** How large the faults are; the defaults are those of the measures. */
export interface FaultOptions {
  readonly bookings: number;
  readonly kills: number;
  readonly notices: number;
  readonly halfOpenSeconds: number;
  /** How long the long call lasts. */
  readonly minutes: number;
  /** Only faults whose name holds one of these words; empty for all. */
  readonly only: readonly string[];
}

export type Fault = (options: FaultOptions) => Promise<FaultRow[]>;

/** Reads `--bookings 500 --kills 3 --notices 100 --halfOpenSeconds 10 --only redis,clock`. */
export function readOptions(args: readonly string[]): FaultOptions {
  const valueOf = (name: string): string | undefined => {
    const index = args.indexOf(`--${name}`);
    return index < 0 ? undefined : args[index + 1];
  };
  const count = (name: string, usual: number): number => {
    const value = Number(valueOf(name) ?? usual);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1 on.`);
    return value;
  };
  return {
    bookings: count('bookings', 5000),
    kills: count('kills', 20),
    notices: count('notices', 1000),
    halfOpenSeconds: count('halfOpenSeconds', 60),
    minutes: count('minutes', 30),
    only: valueOf('only')?.split(',').filter(Boolean) ?? [],
  };
}
