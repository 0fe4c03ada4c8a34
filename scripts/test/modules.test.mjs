import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { modulesAreFresh } from '../set-up/modules.mjs';

/**
 * @param {object} wanted
 * @param {object} [installed]
 */
function isFresh(wanted, installed) {
  const checkout = mkdtempSync(join(tmpdir(), 'video-home-modules-'));
  try {
    mkdirSync(join(checkout, 'node_modules'));
    writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (installed)
      writeFileSync(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
    return modulesAreFresh(checkout);
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

const zod = { 'node_modules/zod': { version: '4.6.7' } };

test('modules are stale when nothing, another version, or too little is installed', () => {
  assert.equal(isFresh(zod), false);
  assert.equal(isFresh(zod, {}), false);
  assert.equal(isFresh(zod, { 'node_modules/zod': { version: '4.0.0' } }), false);
});

test('modules are fresh when all is installed but what is for other machines', () => {
  const other = { 'node_modules/other-machine': { version: '1.0.0', optional: true } };
  assert.equal(isFresh({ ...zod, ...other }, zod), true);
});
