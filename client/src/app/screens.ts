import type { Role } from '@domain/people';

/** Staff screens in the order of the bar. */
export const STAFF_SCREENS = [
  'station',
  'desk',
  'board',
  'followUps',
  'figures',
  'capacity',
  'messages',
  'rooms',
  'recordings',
  'keeping',
  'webhooks',
] as const;
export type StaffScreen = (typeof STAFF_SCREENS)[number];

export const PATH_OF_SCREEN: Readonly<Record<StaffScreen, string>> = {
  station: '/station',
  desk: '/desk',
  board: '/board',
  followUps: '/follow-ups',
  figures: '/figures',
  capacity: '/capacity',
  messages: '/messages',
  rooms: '/rooms',
  recordings: '/recordings',
  keeping: '/keeping',
  webhooks: '/webhooks',
};

/** Which screens a role is offered, the first being where it lands. What it may see in them, the server decides. */
const SCREENS_OF_ROLE: Readonly<Record<Role, readonly StaffScreen[]>> = {
  stationClerk: ['station', 'followUps'],
  official: ['desk', 'followUps'],
  branchExpert: ['desk'],
  peoplesMediator: ['desk'],
  scheduler: ['board', 'capacity', 'messages', 'followUps', 'figures', 'rooms'],
  dutyLeader: ['figures', 'board', 'messages', 'rooms', 'recordings', 'capacity', 'followUps', 'desk'],
  bureauLeader: ['figures', 'board'],
  auditor: ['figures', 'recordings', 'keeping', 'rooms'],
  admin: ['capacity', 'rooms', 'messages', 'keeping', 'webhooks', 'figures'],
};

export const screensOf = (role: Role): readonly StaffScreen[] => SCREENS_OF_ROLE[role];
export const homeOf = (role: Role): string => PATH_OF_SCREEN[SCREENS_OF_ROLE[role][0] ?? 'figures'];
