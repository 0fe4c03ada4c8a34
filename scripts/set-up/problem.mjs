/**
 * A fault that the person at the keyboard can mend. Its message is one sentence (or two) in plain
 * words that says what to do; it is printed without a stack.
 */
export class Problem extends Error {}

/**
 * Prints why a command ended and leaves exit code 1 behind.
 * @param {unknown} error
 */
export function reportFailure(error) {
  if (error instanceof Problem) console.error(`\n✗ ${error.message}`);
  else console.error('\n✗ This should not have happened:', error);
  process.exitCode = 1;
}
