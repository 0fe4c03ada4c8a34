import { z } from 'zod';

export const id = z.uuid();
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** A calendar date of the bureau's time zone. */
export const date = z.iso.date();
/** Short text that a person types on one line. */
export const line = (max: number) => z.string().trim().min(1).max(max);
/** Longer text; may be empty. */
export const text = (max: number) => z.string().trim().max(max);
/** Mainland mobile or landline number, digits, spaces and hyphens allowed, 7 to 12 digits. */
export const phone = z
  .string()
  .transform((value) => value.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{7,12}$/));
export const lastFour = z.string().regex(/^[\dXx]{4}$/);

export const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
