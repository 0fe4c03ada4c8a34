import type { Logger } from 'pino';
import type { CallRecord } from './call-record';
import type { Clock } from './clock';
import type { CallEvents } from './events';
import type { RecorderMaker } from './recording-port';
import type { Timers } from './timers';
import type { PooledWorker } from './workers';

export interface CallLimits {
  /** How long a peer whose line is cut keeps its media. */
  graceMs: number;
  /** How long a call goes on with nobody in it. */
  emptyMs: number;
}

export interface CallOptions {
  record: CallRecord;
  pooled: PooledWorker;
  limits: CallLimits;
  clock: Clock;
  timers: Timers;
  events: CallEvents;
  recorder: RecorderMaker;
  log: Logger;
}

export type CallEnd = 'host' | 'server' | 'empty' | 'nodeClosing';
