import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readConfig } from '../config';
import { dataSourceOptions } from './data-source';

/** Brings the database's schema up to date; safe to run any number of times, also side by side. */
async function migrate(): Promise<void> {
  const source = await new DataSource(dataSourceOptions(readConfig())).initialize();
  try {
    await source.query('SELECT pg_advisory_lock(20261122)');
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

migrate().catch((error: unknown) => {
  process.stderr.write(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
