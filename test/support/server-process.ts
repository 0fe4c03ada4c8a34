import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from './until';
import type { TestApp } from './app';

/** A machine that is busy with other tests takes its time. */
const START_MS = 90_000;
const MAIN = join(__dirname, '../../dist/server/src/main.js');

export interface ServerProcess {
  readonly url: string;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

/** The built server as a process of its own, on the database, Redis and data folder of the test's app. */
export async function startServerProcess(app: TestApp, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const port = await freePort();
  const offset = app.now().getTime() - Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { ...app.env, CLOCK_OFFSET_MS: String(offset), PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`The server process ended: ${said}`);
    return answers(`${url}/api/now`);
  }, START_MS);
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => endWith(child, signal);
  return { url, kill9: end('SIGKILL'), stop: end('SIGTERM') };
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  return response?.ok ?? false;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
