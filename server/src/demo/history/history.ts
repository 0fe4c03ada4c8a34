import type { Sealing } from '../../common/sealing';
import type { DemoCounty, DemoOfficial, DemoStation } from '../county';
import type { Chance } from '../random';
import type { Arrival } from './arrivals';
import type { DayBook } from './day-book';
import type { Ledger } from './ledger';

export interface HistoryTools {
  readonly chance: Chance;
  readonly sealing: Sealing;
  readonly county: DemoCounty;
  readonly book: DayBook;
  readonly ledger: Ledger;
  /** Epoch milliseconds: what lies after this has not happened yet. */
  readonly now: number;
}

export interface MatterParty {
  readonly id: string;
  readonly station: DemoStation;
}

/** One resident's matter, from registration as far as it has come by now. */
export interface Matter {
  readonly id: string;
  readonly arrival: Arrival;
  readonly parties: readonly MatterParty[];
  readonly official: DemoOfficial;
  readonly appointmentId: string;
  readonly start: number;
  readonly end: number;
}
