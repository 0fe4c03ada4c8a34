import { createTemplate } from './database';

/** Migrates one template database for the whole run; each test file copies it. */
export default async function globalSetup(): Promise<void> {
  await createTemplate();
}
