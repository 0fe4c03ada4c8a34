import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Album, OUT } from './album.mjs';
import { board } from './board.mjs';
import { bureau } from './bureau.mjs';
import { call } from './call.mjs';
import { launch } from './faces.mjs';
import { takeFailure } from './house.mjs';
import { keeping } from './keeping.mjs';
import { resident } from './resident.mjs';

/** Run by scripts/screens.mjs, against the house that it started. */
const folder = mkdtempSync(join(tmpdir(), 'video-home-films-'));
const browser = await launch(['--use-fake-device-for-media-stream=fps=10']);

/** @type {Record<string, (album: Album) => Promise<void>>} */
const SCENES = {
  resident: (album) => resident(browser, album),
  bureau: (album) => bureau(browser, album),
  call: (album) => call(album, folder),
  keeping: (album) => keeping(browser, album),
  board: (album) => board(browser, album),
};

const asked = process.argv.slice(2).filter((name) => name in SCENES);
const album = new Album(asked.length === 0);
const failed = [];
for (const name of asked.length > 0 ? asked : Object.keys(SCENES)) {
  try {
    await SCENES[name]?.(album);
  } catch (error) {
    failed.push(name);
    await takeFailure(join(OUT, `failed-${name}`));
    console.error(`  ✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${album.taken} pictures in ${OUT}`);
// A scene that failed has left its browsers open.
process.exit(failed.length > 0 ? 1 : 0);
