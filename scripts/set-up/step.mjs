const LABEL_WIDTH = 20;
const DETAIL_WIDTH = 52;

/**
 * Carries out one step of the set-up and prints it as one line with its time.
 *
 * `work` may call `progress(text)`: on a terminal the text is shown in place until the step ends;
 * elsewhere only the first one is printed, so that a long step is not silent in a log.
 * What `work` returns is `{ detail, value }`, or just the detail.
 *
 * @template T
 * @param {string} label
 * @param {(progress: (text: string) => void) => Promise<{ detail: string, value: T } | string>} work
 * @returns {Promise<T | undefined>}
 */
export async function step(label, work) {
  const startedAt = performance.now();
  const terminal = process.stdout.isTTY === true;
  let told = false;
  const progress = (/** @type {string} */ text) => {
    if (terminal) process.stdout.write(`\r\x1b[2K  … ${label.padEnd(LABEL_WIDTH)} ${text}`);
    else if (!told) console.log(`  … ${label.padEnd(LABEL_WIDTH)} ${text}`);
    told = true;
  };
  const endLine = () => {
    if (terminal && told) process.stdout.write('\r\x1b[2K');
  };
  try {
    const result = await work(progress);
    endLine();
    const { detail, value } = typeof result === 'string' ? { detail: result, value: undefined } : result;
    console.log(`  ✓ ${label.padEnd(LABEL_WIDTH)} ${detail.padEnd(DETAIL_WIDTH)} ${secondsSince(startedAt)}`);
    return value;
  } catch (error) {
    endLine();
    console.log(`  ✗ ${label.padEnd(LABEL_WIDTH)} ${'failed'.padEnd(DETAIL_WIDTH)} ${secondsSince(startedAt)}`);
    throw error;
  }
}

/**
 * @param {number} startedAt a reading of performance.now()
 * @returns {string} for example "0.4 s"
 */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
