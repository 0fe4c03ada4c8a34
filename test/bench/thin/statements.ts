/** The least that can be called a booking with both sides guarded: one row, two exclusion constraints. */
export const BARE_TABLE = `
CREATE TABLE bare_booking (
  id uuid PRIMARY KEY,
  room_id uuid NOT NULL,
  official_id uuid NOT NULL,
  during tstzrange NOT NULL,
  EXCLUDE USING gist (room_id WITH =, during WITH &&),
  EXCLUDE USING gist (official_id WITH =, during WITH &&)
)`;

export const BARE_INSERT = {
  name: 'bare-booking',
  text: 'INSERT INTO bare_booking (id, room_id, official_id, during) VALUES ($1, $2, $3, tstzrange($4, $5))',
} as const;

/**
 * The very rows that the product writes for a clerk's booking – person, request, party, appointment, two
 * reservations, three notices, two audit entries, the answer kept for its key – in one prepared statement.
 */
export const SAME_ROWS = {
  name: 'same-rows',
  text: `
WITH person_row AS (
  INSERT INTO person (id, name, phone_sealed, village) VALUES ($1, $2, $3, '示范村')),
request_row AS (
  INSERT INTO request (id, no, bureau_id, station_id, channel, topic, summary, state, registered_at, registered_by,
                       first_contact_owner_id, notice_due_at, answer_due_at, version)
  SELECT $4, 'thin-' || nextval('request_no'), bureau_id, id, 'station', $5, $6, 'SCHEDULED', $7, $8, $8,
         $7::timestamptz + interval '24 hours', $7::timestamptz + interval '7 days', 2
    FROM station WHERE id = $9),
party_row AS (
  INSERT INTO party (id, request_id, person_id, side, role, station_id, booking_code)
  VALUES ($10, $4, $1, 'A', 'applicant', $9, $11)),
appointment_row AS (
  INSERT INTO appointment (id, request_id, official_id, starts_at, ends_at, state, reason, created_at)
  VALUES ($12, $4, $13, $14, $15, 'booked', '{"code":"chosen","params":{}}', $7)),
reservation_rows AS (
  INSERT INTO reservation (id, resource_id, during, appointment_id)
  SELECT gen_random_uuid(), resource_id, tstzrange($14, $15), $12
    FROM unnest(ARRAY[$13, $16]::uuid[]) AS wanted (resource_id) ORDER BY resource_id),
notice_rows AS (
  INSERT INTO notice (id, request_id, party_id, appointment_id, kind, channel, state, body, dedupe_key, created_at, due_at)
  SELECT gen_random_uuid(), $4, $10, $12, 'booked', channel, 'pending', $17, $12 || channel, $7, $7
    FROM unnest(ARRAY['slip', 'inApp', 'sms']) AS c (channel)),
audit_rows AS (
  INSERT INTO audit_event (at, actor_kind, actor_id, action, subject_kind, subject_id, detail, correlation_id)
  VALUES ($7, 'staff', $8, 'request.register', 'request', $4, $18, $19),
         ($7, 'staff', $8, 'appointment.book', 'appointment', $12, $18, $19))
INSERT INTO idempotency_key (actor, key, route, body_hash, answer, created_at)
VALUES ('staff:' || $8, $19, 'POST /api/requests', $20, $21, $7)`,
} as const;
