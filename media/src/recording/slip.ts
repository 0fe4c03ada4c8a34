import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { isSystemError } from './system-error';
import type { TapeSegment } from './protocol';
import { writeWhole } from './write-whole';

/** Beside each finished segment lies a slip that says what it is, so that another start can tell of it. */
export const SLIP = '.json';

const slip = z.object({
  number: z.number().int().min(0),
  from: z.number(),
  to: z.number(),
  bytes: z.number().int().min(0),
  sha256: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});

/** To be written before the segment gets its name: a segment without a slip cannot be then. */
export async function writeSlip({ file, ...about }: TapeSegment): Promise<void> {
  await writeWhole(`${file}${SLIP}`, JSON.stringify(about), { sync: true });
}

/** Null where there is none that can be read. */
export async function readSlip(file: string): Promise<TapeSegment | null> {
  try {
    const parsed = slip.safeParse(JSON.parse(await readFile(`${file}${SLIP}`, 'utf8')));
    return parsed.success ? { ...parsed.data, file } : null;
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Takes a segment off this machine: the slip last, so that one alone says that its segment needs nothing more. */
export async function removeSegment(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(`${file}${SLIP}`, { force: true });
}
