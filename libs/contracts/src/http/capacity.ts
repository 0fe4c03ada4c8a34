import { z } from 'zod';
import { date, id, instant, line, page, text } from '../common';

/** `HH:mm`; `24:00` is the midnight that ends a day. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const weekday = z.number().int().min(1).max(7);

/** 每周工作时间: one stretch of a week. Lunch is the gap between two; a season has its first and last day. */
export const hoursRow = z.object({
  weekday,
  opens: wallTime,
  closes: wallTime,
  validFrom: date.nullable().default(null),
  validTo: date.nullable().default(null),
  /** 1 is each week; 2 every second one, counted from the week of `anchor`. */
  everyWeeks: z.number().int().min(1).max(8).default(1),
  anchor: date.nullable().default(null),
  /** Which weekday of the month it is: 1 to 5, -1 the last. Empty: all. */
  nthOfMonth: z
    .array(
      z
        .number()
        .int()
        .min(-1)
        .max(5)
        .refine((nth) => nth !== 0),
    )
    .max(6)
    .default([]),
  /** 领导接访日: time that is only for those the leader receives. */
  purpose: z.enum(['work', 'reception']).default('work'),
});
export type HoursRow = z.output<typeof hoursRow>;
export const resourceHours = z.object({ resourceId: id, version: z.number().int(), rows: z.array(hoursRow) });
export type ResourceHours = z.infer<typeof resourceHours>;
export const putHours = z.object({ version: z.number().int(), rows: z.array(hoursRow).max(60) });
export type PutHours = z.input<typeof putHours>;

export const RESOURCE_KINDS = ['room', 'official', 'interpreter', 'device'] as const;
export const capacityResource = z.object({
  id,
  kind: z.enum(RESOURCE_KINDS),
  name: z.string(),
  stationId: id.nullable(),
  stationName: z.string().nullable(),
  stationNameEn: z.string().nullable(),
  branch: z.string().nullable(),
  topics: z.array(z.string()),
  active: z.boolean(),
  /** Units that can be booked side by side; 1 for a room with one seat at the screen. */
  parallel: z.number().int(),
  /** Of its hours and its places together. */
  version: z.number().int(),
  /** Who is signed in may change its hours and places; add leave and training, or a closure and a fault alone. */
  mayEdit: z.boolean(),
  mayExcept: z.enum(['any', 'closureAndFault', 'none']),
});
export type CapacityResource = z.infer<typeof capacityResource>;
/** Rooms in the order of their stations, then people by branch and name; `cursor` is where the page before ended. */
export const resourceQuery = page.extend({ cursor: id.optional() });
export const resourcePage = z.object({ items: z.array(capacityResource), nextCursor: id.nullable() });
export type ResourcePage = z.infer<typeof resourcePage>;
/** How many can be booked side by side. An official is one person, always. */
export const putParallel = z.object({ version: z.number().int(), parallel: z.number().int().min(1).max(20) });

export const EXCEPTION_KINDS = ['leave', 'training', 'closure', 'fault', 'opening'] as const;
/** One time that differs from the week: leave, training, a closure, a fault; or an extra opening. */
export const exceptionInput = z
  .object({ startsAt: instant, endsAt: instant, kind: z.enum(EXCEPTION_KINDS), reason: line(80) })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'] });
export type ExceptionInput = z.input<typeof exceptionInput>;
export const exceptionView = z.object({
  id,
  resourceId: id,
  startsAt: instant,
  endsAt: instant,
  kind: z.enum(EXCEPTION_KINDS),
  reason: z.string(),
  createdBy: z.string().nullable(),
});
export type ExceptionView = z.infer<typeof exceptionView>;
export const exceptionQuery = z.object({ from: instant, to: instant });

/** What a change of hours, calendar or exceptions did: how many appointments now lie outside open time. */
export const capacityChanged = z.object({ clashes: z.number().int() });
export type CapacityChanged = z.infer<typeof capacityChanged>;
/** As above, with the version that holds now. */
export const versionChanged = capacityChanged.extend({ version: z.number().int() });
export type VersionChanged = z.infer<typeof versionChanged>;
export const exceptionAdded = capacityChanged.extend({ exception: exceptionView });
export type ExceptionAdded = z.infer<typeof exceptionAdded>;

/** 调度参数. Minutes unless said. */
export const schedulingSettings = z.object({
  version: z.number().int(),
  gridMinutes: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30)]),
  minimumNoticeMinutes: z.number().int().min(0).max(1440),
  bookingWindowDays: z.number().int().min(1).max(90),
  /** Kept free from the end of one appointment to the start of the next. */
  bufferMinutes: z.number().int().min(0).max(60),
  /** How long a far-off slot may wait before it is told, so that it can still move freely. */
  tellDelayMinutes: z.number().int().min(0).max(240),
  /** From this long before the start a resident can no longer change it alone. */
  freezeMinutes: z.number().int().min(0).max(2880),
  holdMinutes: z.number().int().min(1).max(15),
  noShowGraceMinutes: z.number().int().min(5).max(120),
  topics: z.array(z.object({ topic: z.string(), durationMinutes: z.number().int().min(10).max(240) })),
});
export type SchedulingSettings = z.infer<typeof schedulingSettings>;

export const calendarDayView = z.object({
  day: date,
  /** `ordinary`: an override took a statutory day back. */
  kind: z.enum(['holiday', 'workday', 'ordinary']),
  name: z.string(),
  worksAs: weekday.nullable(),
  source: z.enum(['statutory', 'override']),
  /** The arrangement of its year is not published: only days fixed by law are known, and no make-up days. */
  provisional: z.boolean(),
});
export type CalendarDayView = z.infer<typeof calendarDayView>;
export const calendarOverride = z.object({
  day: date,
  kind: z.enum(['holiday', 'workday', 'ordinary']),
  name: text(40).default(''),
  worksAs: weekday.nullable().default(null),
});
export const putCalendar = z.object({ days: z.array(calendarOverride).max(400) });
export type PutCalendar = z.input<typeof putCalendar>;
export const calendarQuery = z.object({ year: z.coerce.number().int().min(2020).max(2100) });

/** 赶场: on which days a station's town has market; a day counts when either list names it. */
const marketDays = z.object({
  weekdays: z.array(weekday).max(7),
  /** Last digits of the day of the month. */
  digits: z.array(z.number().int().min(0).max(9)).max(10),
});
export const stationMarket = marketDays.extend({ stationId: id, name: z.string(), nameEn: z.string() });
export type StationMarket = z.infer<typeof stationMarket>;
/** `was`: what the writer saw; STALE_VERSION when it is that no longer. */
export const putMarket = marketDays.extend({ was: marketDays });
export type PutMarket = z.infer<typeof putMarket>;

/** CSV of hours. Nothing is written while one row is wrong. */
export const csvImport = z.object({ csv: z.string().max(500_000), dryRun: z.boolean().default(false) });
export const csvImported = z.object({
  rows: z.number().int(),
  resources: z.number().int(),
  clashes: z.number().int(),
  /** Line numbers as a spreadsheet shows them, the header being 1. */
  errors: z.array(
    z.object({
      line: z.number().int(),
      column: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type CsvImported = z.infer<typeof csvImported>;
