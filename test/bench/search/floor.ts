/**
 * The same questions as one statement of multirange arithmetic each, prepared: hours, less absences, less
 * reservations, of the station's room and of each official who holds the topic.
 *
 * $1 from, $2 to (the last start), $3 the open hours as a multirange, $4 the station, $5 the topic.
 */
export const COMMON_SLOT = {
  name: 'floor-common-slot',
  text: `
WITH room AS (
  SELECT resource.id,
         $3::tstzmultirange - COALESCE((SELECT range_agg(during) FROM reservation
           WHERE resource_id = resource.id AND during && tstzrange($1, $2)), '{}')
         - COALESCE((SELECT range_agg(during) FROM absence
           WHERE resource_id = resource.id AND during && tstzrange($1, $2)), '{}') AS free
    FROM resource WHERE kind = 'room' AND station_id = $4),
official AS (
  SELECT resource.id,
         $3::tstzmultirange - COALESCE((SELECT range_agg(during) FROM reservation
           WHERE resource_id = resource.id AND during && tstzrange($1, $2)), '{}')
         - COALESCE((SELECT range_agg(during) FROM absence
           WHERE resource_id = resource.id AND during && tstzrange($1, $2)), '{}') AS free
    FROM staff JOIN resource ON resource.staff_id = staff.id WHERE staff.topics && ARRAY[$5])
SELECT official.id, room.id AS room_id, lower(common) AS starts
  FROM room, official, unnest(room.free * official.free) AS common
 WHERE upper(common) - lower(common) >= interval '30 minutes' ORDER BY starts, official.id LIMIT 1`,
} as const;

/** $1 from, $2 to, $3 the open hours as a multirange, $4 the room: its free time of a month. */
export const CALENDAR = {
  name: 'floor-calendar',
  text: `
SELECT unnest($3::tstzmultirange
         - COALESCE((SELECT range_agg(during) FROM reservation
             WHERE resource_id = $4 AND during && tstzrange($1, $2)), '{}')
         - COALESCE((SELECT range_agg(during) FROM absence
             WHERE resource_id = $4 AND during && tstzrange($1, $2)), '{}')) AS free`,
} as const;
