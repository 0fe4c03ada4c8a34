import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, freePortBlock } from '../../scripts/run/ports.mjs';
import { until } from './until';

const RELAY_PORTS = 40;

export interface TurnServer {
  /** Reached over TCP alone. */
  readonly url: string;
  readonly secret: string;
  stop(): Promise<void>;
}

/** coturn on this machine's loopback, as an ordinary user may run it, set up as `scripts/deploy/coturn.conf` has it. */
export async function startTurnServer(secret: string): Promise<TurnServer> {
  const dir = mkdtempSync(join(tmpdir(), 'video-home-turn-'));
  const port = await freePort();
  const first = await freePortBlock(43_000 + (process.pid % 1_000), RELAY_PORTS);
  const child = spawn(
    'turnserver',
    [
      '-n',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=video-home',
      '--listening-ip=127.0.0.1',
      `--listening-port=${port}`,
      '--relay-ip=127.0.0.1',
      `--min-port=${first}`,
      `--max-port=${first + RELAY_PORTS - 1}`,
      '--no-udp',
      '--no-tls',
      '--no-dtls',
      '--no-cli',
      '--fingerprint',
      '--allow-loopback-peers',
      '--simple-log',
      `--log-file=${join(dir, 'turn.log')}`,
      `--userdb=${join(dir, 'turndb')}`,
      `--pidfile=${join(dir, 'turn.pid')}`,
    ],
    { cwd: dir, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  await Promise.race([until(() => listens(port), 20_000, 'the TURN server'), failed]);
  return { url: `turn:127.0.0.1:${port}?transport=tcp`, secret, stop };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
