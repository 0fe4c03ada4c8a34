import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config';
import type { DatabaseLines } from './database-lines';
import { Journey1795305600000 } from './migrations/1795305600000-journey';
import { Capacity1795392000000 } from './migrations/1795392000000-capacity';
import { BookingLife1795392100000 } from './migrations/1795392100000-booking-life';
import { Recusals1795392150000 } from './migrations/1795392150000-recusals';
import { Notices1795392200000 } from './migrations/1795392200000-notices';
import { Webhooks1795392300000 } from './migrations/1795392300000-webhooks';
import { Search1795392400000 } from './migrations/1795392400000-search';
import { Recordings1795478400000 } from './migrations/1795478400000-recordings';
import { CallPeople1795478600000 } from './migrations/1795478600000-call-people';
import { DeviceHealth1795478500000 } from './migrations/1795478500000-device-health';
import { SharedSet1795478700000 } from './migrations/1795478700000-shared-set';
import { KeepingRules1795478900000 } from './migrations/1795478900000-keeping-rules';
import { PreparedClient } from './prepared-client';

/** Connection to PostgreSQL, the only truth. The schema changes by migrations alone. */
export function dataSourceOptions(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  lines?: DatabaseLines,
): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    migrations: [
      Journey1795305600000,
      Capacity1795392000000,
      BookingLife1795392100000,
      Recusals1795392150000,
      Notices1795392200000,
      Webhooks1795392300000,
      Search1795392400000,
      Recordings1795478400000,
      DeviceHealth1795478500000,
      CallPeople1795478600000,
      SharedSet1795478700000,
      KeepingRules1795478900000,
    ],
    synchronize: false,
    poolSize: config.DATABASE_POOL,
    extra: {
      Client: PreparedClient,
      ...(lines && { stream: () => lines.create() }),
      // Statements given together are sent together; and a connection on which an answer is overdue is
      // closed, never given to somebody else.
      pipeline: true,
      connectionTimeoutMillis: 2500,
      statement_timeout: 15_000,
      // The network may be gone where the database cannot say so; it would have ended the statement by now.
      query_timeout: 16_000,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
    },
  };
}
