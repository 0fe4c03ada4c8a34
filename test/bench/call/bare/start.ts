import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CHECKOUT = join(__dirname, '../../../..');

export interface BareServer {
  readonly port: number;
  readonly rtcPort: number;
  /** Its own process, and its worker's. */
  readonly pid: number;
  readonly workerPid: number;
  stop(): Promise<void>;
}

/** Starts bare mediasoup as a program of its own; it ends with us. */
export async function startBare(rtcPort: number): Promise<BareServer> {
  const child = spawn(
    process.execPath,
    ['--require', join(CHECKOUT, 'scripts/measure/typescript.cjs'), join(__dirname, 'server.ts')],
    {
      cwd: CHECKOUT,
      env: { ...process.env, BARE_RTC_PORT: String(rtcPort) },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, port, workerPid] = line.split(' ');
    if (word !== 'ready') continue;
    return {
      port: Number(port),
      rtcPort,
      pid: child.pid ?? 0,
      workerPid: Number(workerPid),
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('Bare mediasoup did not start.');
}
