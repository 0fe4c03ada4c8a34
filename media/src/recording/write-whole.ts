import { open, rename, rm } from 'node:fs/promises';

/** What a file is called while it is written. */
export const HALF = '.part';

/** Writes a file whole or not at all; `sync` also brings it to the disk. Throws as the disk does; nothing is left then. */
export async function writeWhole(file: string, content: Buffer | string, { sync }: { sync: boolean }): Promise<void> {
  const aside = `${file}${HALF}`;
  try {
    const handle = await open(aside, 'w');
    try {
      await handle.writeFile(content);
      if (sync) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
