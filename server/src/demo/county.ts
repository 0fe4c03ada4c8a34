import { hash } from '@node-rs/argon2';
import { OFFICE_HOURS, type WeeklyHours } from '@domain/calendar';
import type { Branch } from '@domain/people';
import type { Topic } from '@domain/topic';
import type { EntityManager } from 'typeorm';
import { BUREAU, BUREAU_STAFF, DEMO_PASSWORD, INTERPRETERS, LEADER_RECEPTION, STATIONS } from './county-plan';
import { insertRows } from './demo.repository';
import type { Chance } from './random';

export interface DemoStation {
  readonly id: string;
  readonly name: string;
  readonly roomId: string;
  readonly clerkId: string;
}
export interface DemoOfficial {
  readonly staffId: string;
  readonly resourceId: string;
  readonly branch: Branch;
  readonly topics: readonly Topic[];
}
export interface DemoCounty {
  readonly bureauId: string;
  readonly stations: readonly DemoStation[];
  readonly officials: readonly DemoOfficial[];
  readonly dutyLeaderId: string;
}

/** Writes the bureau, its 21 stations with a room and a clerk each, its staff and their hours. */
export async function writeCounty(manager: EntityManager, chance: Chance): Promise<DemoCounty> {
  const bureauId = chance.uuid();
  const passwordHash = await hash(DEMO_PASSWORD);
  await insertRows(manager, 'bureau', [
    { id: bureauId, name: BUREAU.name, name_en: BUREAU.nameEn, phone: BUREAU.phone, time_zone: 'Asia/Shanghai' },
  ]);

  const staffOf = (username: string, displayName: string, role: string, more: Record<string, unknown> = {}) => ({
    id: chance.uuid(),
    username,
    display_name: displayName,
    role,
    station_id: null,
    branch: null,
    topics: [],
    languages: [],
    password_hash: passwordHash,
    active: true,
    ...more,
  });

  const stations = STATIONS.map(([name, nameEn, latitude, longitude, market], index) => {
    const number = String(index + 1).padStart(2, '0');
    return {
      id: chance.uuid(),
      bureau_id: bureauId,
      code: `S${number}`,
      name: `${name}派出所`,
      name_en: `${nameEn} Station`,
      address: `${name}示范路 ${index + 1} 号`,
      phone: `0816-0000-2${number}`,
      position: index + 1,
      latitude,
      longitude,
      market_weekdays: market === 'Sunday' ? [7] : [],
      market_digits: market === 'Sunday' ? [] : market,
    };
  });
  await insertRows(manager, 'station', stations);

  const clerks = stations.map((station, index) =>
    staffOf(`qiantai${index + 1}`, `前台 ${STATIONS[index]?.[0]}-1`, 'stationClerk', { station_id: station.id }),
  );
  const bureauStaff = BUREAU_STAFF.flatMap((plan) =>
    Array.from({ length: plan.count }, (_, index) => {
      const number = String(index + 1).padStart(2, '0');
      const displayName = plan.count === 1 ? plan.displayName : `${plan.displayName} ${number}`;
      return staffOf(`${plan.username}${index + 1}`, displayName, plan.role, {
        branch: plan.branch ?? null,
        topics: plan.topics ?? [],
      });
    }),
  );
  const stationOfficers = stations.map((station, index) =>
    staffOf(`minjing${index + 1}`, `民警 ${STATIONS[index]?.[0]}-1`, 'branchExpert', {
      station_id: station.id,
      branch: 'station',
    }),
  );
  await insertRows(manager, 'staff', [...clerks, ...stationOfficers, ...bureauStaff]);

  const resourceOf = (kind: string, name: string, more: Record<string, unknown>) => ({
    id: chance.uuid(),
    kind,
    name,
    station_id: null,
    staff_id: null,
    language: null,
    active: true,
    ...more,
  });
  const rooms = stations.map((station) => resourceOf('room', '视频室', { station_id: station.id }));
  const officialStaff = bureauStaff.filter(({ role }) => role === 'official');
  const officials = officialStaff.map((staff) => resourceOf('official', staff.display_name, { staff_id: staff.id }));
  const interpreters = INTERPRETERS.map(([language, name]) => resourceOf('interpreter', name, { language }));
  const leaders = bureauStaff
    .filter(({ role }) => role === 'bureauLeader')
    .map((staff) => resourceOf('official', staff.display_name, { staff_id: staff.id }));
  const resources = [...rooms, ...officials, ...interpreters, ...leaders];
  await insertRows(manager, 'resource', resources);
  const hoursOf = (resourceId: string, rows: readonly WeeklyHours[]) =>
    rows.map(({ weekday, opens, closes, purpose = 'work' }) => ({
      id: chance.uuid(),
      resource_id: resourceId,
      weekday,
      opens,
      closes,
      valid_from: null,
      valid_to: null,
      every_weeks: 1,
      anchor: null,
      nth_of_month: [],
      purpose,
    }));
  await insertRows(manager, 'working_hours', [
    ...[...rooms, ...officials, ...interpreters].flatMap(({ id }) => hoursOf(id, OFFICE_HOURS)),
    ...leaders.flatMap(({ id }) => hoursOf(id, LEADER_RECEPTION)),
  ]);

  return {
    bureauId,
    stations: stations.map((station, index) => ({
      id: station.id,
      name: station.name,
      roomId: at(rooms, index).id,
      clerkId: at(clerks, index).id,
    })),
    officials: BUREAU_STAFF.filter(({ role }) => role === 'official')
      .flatMap((plan) => Array.from({ length: plan.count }, () => plan))
      .map((plan, index) => ({
        staffId: at(officialStaff, index).id,
        resourceId: at(officials, index).id,
        branch: plan.branch ?? 'station',
        topics: plan.topics ?? [],
      })),
    dutyLeaderId: bureauStaff.find(({ role }) => role === 'dutyLeader')?.id ?? '',
  };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`The county's plan has no number ${index}.`);
  return found;
}
