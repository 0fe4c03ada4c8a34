import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config';
import { Journey1795305600000 } from './migrations/1795305600000-journey';

/** Connection to PostgreSQL, the only truth. The schema changes by migrations alone. */
export function dataSourceOptions(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    migrations: [Journey1795305600000],
    synchronize: false,
    poolSize: config.DATABASE_POOL,
    extra: { connectionTimeoutMillis: 5000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 },
  };
}
