import { addDays, instantAt, weekdayOf } from '@domain/local-time';
import type { Stage } from '../../support/stage';
import { HALF_HOURS } from '../../support/slot-deck';
import { HALF_HOURS_A_DAY, writeWideCounty, type WideCounty } from '../../support/wide-county';

/** MEASURES: province size. */
const STATIONS = 5000;
const OFFICIALS = 1500;
const BOOKINGS = 569_000;
/** Share of the officials' half hours that are taken. */
const FULL = 0.9;

/**
 * Writes the province: each official's half hours of the next working days are taken in nine cases of ten,
 * each at another station's room. Only reservations are written, not whose they are: nothing that looks for
 * free time reads more.
 */
export async function writeProvince(stage: Stage, firstDay: string): Promise<WideCounty & { bookings: number }> {
  const county = await writeWideCounty(stage, { stations: STATIONS, officials: OFFICIALS });
  const slots: Date[] = [];
  const wanted = Math.ceil(BOOKINGS / (OFFICIALS * FULL));
  for (let day = firstDay; slots.length < wanted; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5) continue;
    for (const time of HALF_HOURS.slice(0, HALF_HOURS_A_DAY)) slots.push(new Date(instantAt(day, time)));
  }
  await stage.query('ALTER TABLE reservation DROP CONSTRAINT reservation_no_overlap');
  await stage.query('ALTER TABLE reservation DROP CONSTRAINT reservation_appointment_id_fkey');
  const [written] = await stage.query<{ n: string }>(
    `WITH slot AS (SELECT starts, n FROM unnest($1::timestamptz[]) WITH ORDINALITY AS s (starts, n)),
          official AS (SELECT id, n FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, n)),
          room AS (SELECT id, n FROM unnest($3::uuid[]) WITH ORDINALITY AS r (id, n)),
          booking AS MATERIALIZED (
            SELECT gen_random_uuid() AS id, official.id AS official_id, room.id AS room_id,
                   tstzrange(starts, starts + interval '30 minutes') AS during
              FROM slot CROSS JOIN official
              -- Another room for each official of one half hour, and others in the next.
              JOIN room ON room.n = 1 + (official.n * 3 + slot.n * 101) % $4
             WHERE (official.n * 7919 + slot.n * 104729) % 1000 < $5),
          written AS (
            INSERT INTO reservation (id, resource_id, during, appointment_id)
            SELECT gen_random_uuid(), held.resource_id, during, booking.id
              FROM booking CROSS JOIN LATERAL (VALUES (official_id), (room_id)) AS held (resource_id)
            RETURNING 1)
     SELECT count(*) / 2 AS n FROM written`,
    [
      slots.slice(0, wanted),
      county.officials.map(({ resourceId }) => resourceId),
      county.stations.map(({ roomId }) => roomId),
      STATIONS,
      FULL * 1000,
    ],
  );
  await stage.query(
    `ALTER TABLE reservation ADD CONSTRAINT reservation_no_overlap
       EXCLUDE USING gist (resource_id WITH =, during WITH &&)`,
  );
  await stage.query('VACUUM ANALYZE');
  return { ...county, bookings: Number(written?.n) };
}
