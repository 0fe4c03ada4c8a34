import { runServerScript } from './server.mjs';

/** @typedef {{ role: string, roleName: string, username: string, password: string, path: string }} SignIn */

/**
 * One sign-in a role of the demo county.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SignIn[]>}
 */
export async function readSignIns(env) {
  return JSON.parse(await runServerScript('demo/sign-ins.js', env));
}

/**
 * Prints where to go and whom to be.
 * @param {{ address: string, signIns: SignIn[], hints: string[] }} options
 */
export function printWelcome({ address, signIns, hints }) {
  console.log(`\nVideo Home 视频之家 is ready: ${address}\n`);
  if (signIns.length > 0) {
    printTable([
      ['Role', 'User', 'Password', 'Page'],
      ...signIns.map(({ roleName, username, password, path }) => [roleName, username, password, address + path]),
    ]);
    console.log('');
  }
  for (const hint of hints.filter(Boolean)) console.log(hint);
  console.log('Ctrl-C stops everything.');
}

/** @param {string[][]} rows the first one is the head */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  rows.forEach((row, index) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
    console.log(`  ${cells.join('   ').trimEnd()}`);
    if (index === 0) console.log(`  ${widths.map((width) => '─'.repeat(width)).join('   ')}`);
  });
}

/**
 * A Chinese character takes two columns of a terminal.
 * @param {string} text
 */
function widthOf(text) {
  return [...text].reduce((width, character) => width + (/[\u2E80-\uFFEF]/.test(character) ? 2 : 1), 0);
}
