import { existsSync } from 'node:fs';
import { findProgram, lastLines, run } from './command.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {object} Need
 * @property {string} name the Debian package
 * @property {() => boolean | Promise<boolean>} isMet also true where it was had in another way
 */

/** @type {Need[]} */
export const RUN_NEEDS = [onPath('ffmpeg', 'ffmpeg')];

/** @type {Need[]} */
export const TEST_NEEDS = [
  { name: 'chromium', isMet: () => chromiumPath() !== undefined },
  onPath('poppler-utils', 'pdftotext'),
  onPath('coturn', 'turnserver'),
  {
    name: 'fonts-noto-cjk',
    isMet: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || isInstalled('fonts-noto-cjk'),
  },
];

/** The browser that the tests drive: CHROMIUM_PATH, else the system's. */
export function chromiumPath() {
  return (
    process.env.CHROMIUM_PATH ||
    findProgram('chromium') ||
    findProgram('chromium-browser') ||
    findProgram('google-chrome')
  );
}

/**
 * @param {string} name
 * @returns {Need}
 */
export function debianPackage(name) {
  return { name, isMet: () => isInstalled(name) };
}

/**
 * @param {string} name
 * @param {string} program
 * @returns {Need}
 */
function onPath(name, program) {
  return { name, isMet: () => findProgram(program) !== undefined };
}

/** @param {string} name */
async function isInstalled(name) {
  const { stdout } = await run('dpkg-query', ['-W', '-f=${db:Status-Status}', name]);
  return stdout === 'installed';
}

/**
 * Sees to it that these packages are there. Root installs all that are missing in one go; anyone
 * else is told the one line that an administrator has to run.
 * @param {Need[]} needs
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} what was done
 */
export async function ensurePackages(needs, progress) {
  const missing = await missingOf(needs);
  if (missing.length === 0) return 'all there';
  const apt = findProgram('apt-get');
  if (!apt)
    throw new Problem(`These are missing, and this system has no apt-get to install them with: ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0) {
    throw new Problem(
      `Some Debian packages are missing; have an administrator run this line once, then try again:\nsudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`,
    );
  }
  progress(`installing ${missing.length} (${missing.join(' ')})`);
  await install(apt, missing);
  const still = await missingOf(needs);
  if (still.length > 0) throw new Problem(`apt-get ran, but these are still missing: ${still.join(', ')}.`);
  return `installed ${missing.length}`;
}

/** @param {Need[]} needs */
async function missingOf(needs) {
  const met = await Promise.all(needs.map((need) => need.isMet()));
  return needs.filter((_, index) => !met[index]).map((need) => need.name);
}

/**
 * @param {string} apt
 * @param {string[]} names
 */
async function install(apt, names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const common = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const tryInstall = () => run(apt, [...common, 'install', '-y', '--no-install-recommends', ...names], { env });
  if ((await tryInstall()).code === 0) return;
  // The package lists may never have been fetched, or be too old.
  await run(apt, [...common, 'update'], { env });
  const second = await tryInstall();
  if (second.code === 0) return;
  if (
    /Unable to locate|Unable to fetch|Failed to fetch|Could not (resolve|connect)|has no installation candidate/i.test(
      second.output,
    )
  ) {
    throw new Problem(
      `Debian's packages cannot be reached: connect to a network, then try again (wanted: ${names.join(' ')}).`,
    );
  }
  throw new Problem(`apt-get could not install ${names.join(' ')}; its last words were:\n${lastLines(second.output)}`);
}
