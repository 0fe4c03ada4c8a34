import { randomUUID } from 'node:crypto';
import { topicRule, type Topic } from '@domain/topic';
import type { Stage } from './stage';

export interface WideStation {
  readonly id: string;
  readonly roomId: string;
  readonly clerkId: string;
}
export interface WideOfficial {
  readonly resourceId: string;
  readonly topic: Topic;
}
/** A county, or a province, of any size: one room and one clerk a station, one topic an official. */
export interface WideCounty {
  readonly stations: readonly WideStation[];
  readonly officials: readonly WideOfficial[];
}

/** A well-formed argon2id hash that no password fits. */
const NO_PASSWORD = '$argon2id$v=19$m=19456,t=2,p=1$Ioym26gNXEjRL6H4PpVgqw$ZhReEYiv5pSvIcBxjyf37+Q9F5frT3MozlgC+INEREg';

/** Topics of one resident and thirty minutes, with nothing else to fill in. */
export const TALKS = [
  'HUKOU',
  'TRAFFIC',
  'CASE_INQUIRY',
  'EXIT_ENTRY',
  'FRAUD',
  'PUBLIC_ORDER',
  'LICENSING',
  'LEGAL',
  'OTHER',
] as const satisfies readonly Topic[];

/** Weekdays 08:30–12:00 and 14:00–17:30: fourteen half hours a day. */
export const HALF_HOURS_A_DAY = 14;

/** Writes the county. Officials hold the topics in turn, so that each topic has as many as the next. */
export async function writeWideCounty(
  stage: Pick<Stage, 'query'>,
  size: { readonly stations: number; readonly officials: number; readonly topics?: readonly Topic[] },
): Promise<WideCounty> {
  const topics = size.topics ?? TALKS;
  const bureauId = randomUUID();
  await stage.query('INSERT INTO bureau (id, name, name_en, phone) VALUES ($1, $2, $3, $4)', [
    bureauId,
    '示范县公安局',
    'Model County Bureau',
    '0816-0000-110',
  ]);
  const stations = Array.from({ length: size.stations }, () => ({
    id: randomUUID(),
    roomId: randomUUID(),
    clerkId: randomUUID(),
  }));
  const officials = Array.from({ length: size.officials }, (_, n) => {
    const topic = topics[n % topics.length];
    if (!topic) throw new Error('a county has topics');
    return { resourceId: randomUUID(), staffId: randomUUID(), topic };
  });
  await stage.query(
    `INSERT INTO station (id, bureau_id, code, name, name_en, address, phone, position)
     SELECT id, $2, 'S' || n, '派出所' || n, 'Station ' || n, '示范路 ' || n || ' 号', '0816-0000-' || n, n
       FROM unnest($1::uuid[]) WITH ORDINALITY AS s (id, n)`,
    [stations.map(({ id }) => id), bureauId],
  );
  await stage.query(
    `INSERT INTO staff (id, username, display_name, role, station_id, password_hash)
     SELECT id, 'clerk-' || n, '民警' || n, 'stationClerk', station_id, $3
       FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS s (id, station_id, n)`,
    [stations.map(({ clerkId }) => clerkId), stations.map(({ id }) => id), NO_PASSWORD],
  );
  await stage.query(
    `INSERT INTO staff (id, username, display_name, role, branch, topics, password_hash)
     SELECT id, 'official-' || n, '干部' || n, 'official', branch, ARRAY[topic], $4
       FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS s (id, topic, branch, n)`,
    [
      officials.map(({ staffId }) => staffId),
      officials.map(({ topic }) => topic),
      officials.map(({ topic }) => topicRule(topic).branches[0]),
      NO_PASSWORD,
    ],
  );
  await stage.query(
    `INSERT INTO resource (id, kind, name, station_id)
     SELECT id, 'room', '视频室', station_id FROM unnest($1::uuid[], $2::uuid[]) AS s (id, station_id)`,
    [stations.map(({ roomId }) => roomId), stations.map(({ id }) => id)],
  );
  await stage.query(
    `INSERT INTO resource (id, kind, name, staff_id)
     SELECT id, 'official', '干部', staff_id FROM unnest($1::uuid[], $2::uuid[]) AS s (id, staff_id)`,
    [officials.map(({ resourceId }) => resourceId), officials.map(({ staffId }) => staffId)],
  );
  await stage.query(
    `INSERT INTO working_hours (id, resource_id, weekday, opens, closes)
     SELECT gen_random_uuid(), resource.id, weekday, opens::time, closes::time
       FROM resource, generate_series(1, 5) AS weekday,
            (VALUES ('08:30', '12:00'), ('14:00', '17:30')) AS half (opens, closes)`,
  );
  return { stations, officials };
}
