import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { say } from '../../support/say';
import type { CallsOrder, CallsReport } from './calls-process';
import { ourContender } from './contenders';
import { cpuOf } from './cpu';

const LOADERS = 2;
const STEP = 8;
const MOST = 320;
const SEND_MS = 3_000;
const TOO_MUCH_LOSS = 0.01;
/** Later than this, the load could not keep up, and its loss says nothing of the node. */
const LOAD_LATE_MS = 250;

export interface CallsPerCore {
  /** The most one-to-one calls of which no more than one packet in a hundred was lost. */
  readonly calls: number;
  /** Share of a core that the node used at that. */
  readonly core: number;
  /** Whether the load, not the node, was what gave out. */
  readonly loadGaveOut: boolean;
}

/** Adds calls to a node of one worker until one packet in a hundred is lost. */
export async function measureCallsPerCore(): Promise<CallsPerCore> {
  const ours = await ourContender();
  const loaders = Array.from({ length: LOADERS }, () =>
    fork(join(__dirname, 'calls-process.ts'), [ours.url, ours.nodeId], {
      execArgv: ['--require', join(__dirname, '../../../scripts/measure/typescript.cjs')],
    }),
  );
  try {
    let best: CallsPerCore = { calls: 0, core: 0, loadGaveOut: false };
    for (let calls = STEP; calls <= MOST; calls += STEP) {
      await tell(loaders, { add: STEP / LOADERS });
      const [before, startedAt] = [cpuOf(ours.pids), performance.now()];
      const reports = await tell(loaders, { sendMs: SEND_MS });
      const core = (cpuOf(ours.pids) - before) / ((performance.now() - startedAt) * 1_000);
      const sent = reports.reduce((sum, report) => sum + report.sent, 0);
      const received = reports.reduce((sum, report) => sum + report.received, 0);
      const late = Math.max(...reports.map(({ lateMs }) => lateMs));
      const loss = 1 - received / sent;
      say(
        `  ${calls} calls: ${(loss * 100).toFixed(2)} % lost, ${core.toFixed(2)} of a core, load ${late.toFixed(0)} ms late`,
      );
      if (late > LOAD_LATE_MS) return { ...best, loadGaveOut: true };
      if (loss > TOO_MUCH_LOSS) return { ...best, loadGaveOut: core < 0.9 };
      best = { calls, core, loadGaveOut: false };
    }
    return best;
  } finally {
    for (const loader of loaders) loader.disconnect();
    await ours.stop();
  }
}

async function tell(loaders: readonly ChildProcess[], order: CallsOrder): Promise<CallsReport[]> {
  return Promise.all(
    loaders.map(async (loader) => {
      loader.send(order);
      const answered = new AbortController();
      const { signal } = answered;
      const ended = once(loader, 'exit', { signal }).then(() => {
        throw new Error('A process of the load ended.');
      });
      // Given up once there is an answer.
      ended.catch(() => undefined);
      const [report] = (await Promise.race([once(loader, 'message', { signal }), ended])) as [CallsReport];
      answered.abort();
      return report;
    }),
  );
}
