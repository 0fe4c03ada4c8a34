import { z } from 'zod';
import { date, id } from '../common';

/** Formulas of the domain brief; each row says what it counts. */
export const FIGURES = [
  'receptions',
  'noticeWithin24h',
  'answeredOnTime',
  'attendance',
  'noShow',
  'mediationSuccess',
  'fulfilment',
  'satisfied',
  'verySatisfied',
  'rated',
  'followedUp',
  'multiBranch',
  'oneVisit',
] as const;
export type FigureName = (typeof FIGURES)[number];

export const figuresQuery = z.object({ from: date, to: date, stationId: id.optional() });
/** `ratio` is null when nothing could be counted (n = 0): shown as –, never as 0 %. */
export const figure = z.object({
  name: z.enum(FIGURES),
  numerator: z.number().int(),
  denominator: z.number().int().nullable(),
  ratio: z.number().nullable(),
  inProgress: z.number().int().default(0),
  excluded: z.number().int().default(0),
});
export type Figure = z.infer<typeof figure>;
export const waitFigure = z.object({
  n: z.number().int(),
  medianMinutes: z.number().nullable(),
  p90Minutes: z.number().nullable(),
  meanMinutes: z.number().nullable(),
});
export const stationFigures = z.object({
  stationId: id,
  stationName: z.string(),
  requests: z.number().int(),
  noticeRatio: z.number().nullable(),
  satisfiedRatio: z.number().nullable(),
  satisfiedN: z.number().int(),
  rank: z.number().int().nullable(),
});
export const figures = z.object({
  from: date,
  to: date,
  requests: z.number().int(),
  figures: z.array(figure),
  waiting: waitFigure,
  byTopic: z.array(z.object({ topic: z.string(), n: z.number().int() })),
  byWeek: z.array(z.object({ weekOf: date, requests: z.number().int(), noticeRatio: z.number().nullable() })),
  stations: z.array(stationFigures),
});
export type Figures = z.infer<typeof figures>;
