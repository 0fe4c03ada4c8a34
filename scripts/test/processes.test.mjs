import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort, requireFreePort } from '../run/ports.mjs';
import { findNotedProcess, noteProcess, startTimeOf, stopLeftover } from '../run/processes.mjs';

/** @param {(folder: string) => Promise<void>} work */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'video-home-processes-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('stops a process that was left behind, even one that ignores being asked', () =>
  inFolder(async (folder) => {
    const child = spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 0.1; done']);
    const file = join(folder, 'child.json');
    noteProcess(file, Number(child.pid));
    await stopLeftover(file, 'SIGTERM', 300);
    assert.equal(startTimeOf(Number(child.pid)), undefined);
  }));

test('leaves alone a process that merely got the same number, and one noted in a copied folder', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'run/child.json');
    noteProcess(file, process.pid);
    assert.equal(findNotedProcess(file), process.pid);
    cpSync(join(folder, 'run'), join(folder, 'copy'), { recursive: true });
    assert.equal(findNotedProcess(join(folder, 'copy/child.json')), undefined);
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: '1', folder: join(folder, 'run') }));
    assert.equal(findNotedProcess(file), undefined);
  }));

test('says so in one sentence when a port is taken, and finds another where any will do', async () => {
  const server = createServer().listen(0);
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await assert.rejects(requireFreePort(port), { message: new RegExp(`^Port ${port} is taken`) });
  await assert.rejects(requireFreePort(Number('x')), { message: /not set to a port/ });
  assert.notEqual(await freePort(port), port);
  server.close();
});
