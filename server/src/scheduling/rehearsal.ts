import type { DataSource, EntityManager } from 'typeorm';

/** Carried out of the transaction, so that all of it is undone. */
class Rehearsed extends Error {}

/** Does the work in a transaction and takes all of it back. What the work throws, this throws. */
export async function rehearse(source: DataSource, work: (manager: EntityManager) => Promise<void>): Promise<void> {
  try {
    await source.transaction(async (manager) => {
      await work(manager);
      throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
}
