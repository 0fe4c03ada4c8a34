import { openSeatedCall } from '../support/seated-call';
import { checkRecording } from './call/long/check-recording';
import { Findings } from './call/long/findings';
import { play } from './call/long/play';
import type { Fault } from './fault-row';

/**
 * One call of two stations and one official with everything in it: two caucuses, a cut of 8 s, a worker and a
 * node killed, the server restarted. At its end every seat was kept, and the recording plays, verifies, shows
 * its gaps and holds no sound of a caucus in its plenary.
 */
const longCall: Fault = async ({ minutes }) => {
  const call = await openSeatedCall({ nodes: 2 });
  const findings = new Findings();
  try {
    const { story, worstMs } = await play(call, minutes, findings);
    const segments = await checkRecording(call, story, findings);
    return [
      {
        name: 'long call',
        acknowledged: segments,
        lost: findings.wrong.length,
        duplicated: 0,
        refused: 0,
        recoveredMs: worstMs,
        pass: findings.wrong.length === 0,
        note: `${minutes} minutes; ${findings.held} of ${findings.held + findings.wrong.length} held${findings.wrong.map((one) => `; ✗ ${one}`).join('')}`,
      },
    ];
  } finally {
    await call.stop();
  }
};

export const faults: Readonly<Record<string, Fault>> = { 'long call': longCall };
