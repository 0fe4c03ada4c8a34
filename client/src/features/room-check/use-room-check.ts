import type { CheckOccasion } from '@contracts/http/devices';
import { judgeCheck, type CheckJudgement, type CheckMeasures } from '@domain/room-check';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newKey } from '../../lib/idempotency-key';
import { bureauNow } from '../../lib/server-clock';
import { browserName } from './browser-name';
import { sendCheck } from './check-api';
import { runCheck, type CheckStep } from './run-check';

export interface CheckResult extends CheckJudgement {
  readonly measures: CheckMeasures;
  /** By the bureau's clock, epoch milliseconds. */
  readonly at: number;
}

export interface CheckState {
  readonly step: CheckStep | null;
  readonly picture: MediaStream | null;
  readonly level: number;
  readonly lineShare: number;
  readonly found: Partial<CheckMeasures>;
  readonly result: CheckResult | null;
  /** Whether the server has it. */
  readonly report: 'none' | 'sending' | 'kept' | 'failed';
}

const BEFORE: CheckState = {
  step: null,
  picture: null,
  level: 0,
  lineShare: 0,
  found: {},
  result: null,
  report: 'none',
};

export interface RoomCheck {
  readonly state: CheckState;
  readonly start: () => void;
  readonly sendAgain: () => void;
}

/** A check of the set before this browser; ends, with all it opened, when its screen goes. */
export function useRoomCheck(occasion: CheckOccasion): RoomCheck {
  const [state, setState] = useState(BEFORE);
  const running = useRef<AbortController | null>(null);
  const key = useRef('');
  const change = useCallback((part: Partial<CheckState>) => setState((last) => ({ ...last, ...part })), []);

  const send = useCallback(
    async (measures: CheckMeasures): Promise<void> => {
      change({ report: 'sending' });
      try {
        await sendCheck({ occasion, measures, browser: browserName(navigator.userAgent) }, key.current);
        change({ report: 'kept' });
      } catch {
        // Said on the screen, with a button to send it again.
        change({ report: 'failed' });
      }
    },
    [change, occasion],
  );

  const start = useCallback(() => {
    running.current?.abort();
    const run = new AbortController();
    running.current = run;
    setState({ ...BEFORE, step: 'camera' });
    const mine = (part: Partial<CheckState>) => {
      if (!run.signal.aborted) change(part);
    };
    void runCheck(occasion, run.signal, {
      onStep: (step) => mine({ step }),
      onPicture: (picture) => mine({ picture }),
      onLevel: (level) => mine({ level }),
      onLine: (lineShare) => mine({ lineShare }),
      onFound: (part) =>
        setState((last) => (run.signal.aborted ? last : { ...last, found: { ...last.found, ...part } })),
    }).then((measures) => {
      if (!measures || run.signal.aborted) return;
      change({ step: null, result: { measures, at: bureauNow(), ...judgeCheck(measures) } });
      key.current = newKey();
      return send(measures);
    });
  }, [change, occasion, send]);

  useEffect(() => () => running.current?.abort(), []);

  const sendAgain = useCallback(() => {
    if (state.result) void send(state.result.measures);
  }, [send, state.result]);
  return { state, start, sendAgain };
}
