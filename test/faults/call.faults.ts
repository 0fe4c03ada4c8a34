import { abuse } from './call/abuse';
import { fuzz } from './call/fuzz';
import { recordingFaults } from './call/recording-faults';
import { ticketsRefused } from './call/tickets-refused';
import { callWorkerKilled } from './call/worker-killed';
import type { Fault } from './fault-row';

/** The faults and the abuse that a call must survive, in the order of the measures. */
export const faults: Readonly<Record<string, Fault>> = {
  '7 media worker killed': callWorkerKilled,
  '8 recording': recordingFaults,
  '9 tickets refused': ticketsRefused,
  '10 abuse': abuse,
  '11 fuzzed payloads': fuzz,
};
