import { randomUUID } from 'node:crypto';
import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';
import type { TestDatabase } from './database';

export interface TestStation {
  readonly id: string;
  readonly roomId: string;
  readonly clerkId: string;
  readonly deviceId: string;
}
export interface TestOfficial {
  readonly staffId: string;
  readonly resourceId: string;
}
/** A small county: three stations with a room each, and one official a branch unless a test adds more. */
export interface TestCounty {
  readonly bureauId: string;
  readonly stations: readonly [TestStation, TestStation, TestStation];
  readonly hukou: TestOfficial;
  readonly mediator: TestOfficial;
  readonly petition: TestOfficial;
  readonly schedulerId: string;
  readonly dutyLeaderId: string;
  readonly bureauLeaderId: string;
  readonly auditorId: string;
  readonly adminId: string;
}

/** A well-formed argon2id hash that no password fits. */
const NO_PASSWORD = '$argon2id$v=19$m=19456,t=2,p=1$Ioym26gNXEjRL6H4PpVgqw$ZhReEYiv5pSvIcBxjyf37+Q9F5frT3MozlgC+INEREg';

/** Stations and officials work 08:30–12:00 and 14:00–17:30 on weekdays. */
const HOURS = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;

export async function createCounty(database: TestDatabase): Promise<TestCounty> {
  const bureauId = randomUUID();
  await database.query('INSERT INTO bureau (id, name, name_en, phone) VALUES ($1, $2, $3, $4)', [
    bureauId,
    '示范县公安局',
    'Model County Bureau',
    '0816-0000-110',
  ]);
  const station = (position: number, name: string) => createStation(database, bureauId, position, name);
  const stations = [await station(1, '甲派出所'), await station(2, '乙派出所'), await station(3, '丙派出所')] as const;
  const staff = (username: string, role: Role) => createStaff(database, { username, role });
  return {
    bureauId,
    stations,
    hukou: await createOfficial(database, 'hukou-1', 'householdRegistration', ['HUKOU']),
    mediator: await createOfficial(database, 'mediator-1', 'publicOrder', ['DISPUTE', 'PUBLIC_ORDER']),
    petition: await createOfficial(database, 'petition-1', 'petition', ['COMPLAINT', 'OTHER']),
    schedulerId: await staff('scheduler-1', 'scheduler'),
    dutyLeaderId: await staff('duty-1', 'dutyLeader'),
    bureauLeaderId: await staff('leader-1', 'bureauLeader'),
    auditorId: await staff('auditor-1', 'auditor'),
    adminId: await staff('admin-1', 'admin'),
  };
}

async function createStation(
  database: TestDatabase,
  bureauId: string,
  position: number,
  name: string,
): Promise<TestStation> {
  const id = randomUUID();
  await database.query(
    'INSERT INTO station (id, bureau_id, code, name, name_en, address, phone, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      id,
      bureauId,
      `S${position}`,
      name,
      `Station ${position}`,
      `示范路 ${position} 号`,
      `0816-0000-00${position}`,
      position,
    ],
  );
  const clerkId = await createStaff(database, { username: `clerk-${position}`, role: 'stationClerk', stationId: id });
  const roomId = await createRoom(database, id);
  const deviceId = randomUUID();
  await database.query('INSERT INTO device (id, room_id, name, paired_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)', [
    deviceId,
    roomId,
    '视频室',
    '2026-01-01T00:00:00Z',
  ]);
  return { id, roomId, clerkId, deviceId };
}

/** One more video room at a station, with hours. */
export async function createRoom(database: TestDatabase, stationId: string): Promise<string> {
  const id = randomUUID();
  await database.query(`INSERT INTO resource (id, kind, name, station_id) VALUES ($1, 'room', '视频室', $2)`, [
    id,
    stationId,
  ]);
  await addHours(database, id);
  return id;
}

export async function createStaff(
  database: TestDatabase,
  staff: { username: string; role: Role; stationId?: string; branch?: Branch; topics?: readonly Topic[] },
): Promise<string> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO staff (id, username, display_name, role, station_id, branch, topics, password_hash) VALUES ($1, $2, $2, $3, $4, $5, $6, $7)`,
    [id, staff.username, staff.role, staff.stationId ?? null, staff.branch ?? null, staff.topics ?? [], NO_PASSWORD],
  );
  return id;
}

/** One more official of a branch who holds these topics, with hours. */
export async function createOfficial(
  database: TestDatabase,
  username: string,
  branch: Branch,
  topics: readonly Topic[],
): Promise<TestOfficial> {
  const staffId = await createStaff(database, { username, role: 'official', branch, topics });
  const resourceId = randomUUID();
  await database.query(`INSERT INTO resource (id, kind, name, staff_id) VALUES ($1, 'official', $2, $3)`, [
    resourceId,
    username,
    staffId,
  ]);
  await addHours(database, resourceId);
  return { staffId, resourceId };
}

async function addHours(database: TestDatabase, resourceId: string): Promise<void> {
  for (let weekday = 1; weekday <= 5; weekday += 1) {
    for (const [opens, closes] of HOURS) {
      await database.query(
        'INSERT INTO working_hours (id, resource_id, weekday, opens, closes) VALUES ($1, $2, $3, $4, $5)',
        [randomUUID(), resourceId, weekday, opens, closes],
      );
    }
  }
}
