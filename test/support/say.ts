/** Says a line to whoever runs a measurement. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says why a measurement ended, and leaves exit code 1 behind. */
export function sayFailure(error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`\n✗ ${words}\n`);
  process.exitCode = 1;
}
