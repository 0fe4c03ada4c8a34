import type { WeeklyHours } from '@domain/calendar';
import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';

/** The fictional county of the demo. Its place names are labels only; everybody in it is synthetic. */
export const BUREAU = {
  name: '北川示范县公安局',
  nameEn: 'Beichuan Model County Police Bureau',
  phone: '0816-0000-110',
};

type Market = readonly number[] | 'Sunday';
/**
 * Name and its English form, where it is (made up, in a county of some 60 km), and when it has market: on days of
 * the month that end in these digits, or on Sundays. In the order of the board.
 */
export const STATIONS: readonly (readonly [
  name: string,
  nameEn: string,
  latitude: number,
  longitude: number,
  market: Market,
])[] = [
  ['永昌', 'Yongchang', 31.86, 104.47, 'Sunday'],
  ['擂鼓', 'Leigu', 31.8, 104.44, [2, 5, 8]],
  ['曲山', 'Qushan', 31.83, 104.46, [3, 6, 9]],
  ['永安', "Yong'an", 31.76, 104.48, [1, 4, 7]],
  ['陈家坝', 'Chenjiaba', 31.93, 104.62, [2, 5, 8]],
  ['桂溪', 'Guixi', 32.02, 104.69, [3, 6, 9]],
  ['通泉', 'Tongquan', 31.74, 104.56, [1, 4, 7]],
  ['香泉', 'Xiangquan', 31.79, 104.65, [2, 5, 8]],
  ['都贯', 'Duguan', 32.05, 104.62, [3, 6, 9]],
  ['禹里', 'Yuli', 31.87, 104.27, [1, 4, 7]],
  ['漩坪', 'Xuanping', 31.81, 104.33, [2, 5, 8]],
  ['白坭', 'Baini', 31.78, 104.2, [3, 6, 9]],
  ['坝底', 'Badi', 31.91, 104.15, [1, 4, 7]],
  ['墩上', 'Dunshang', 31.86, 104.1, [2, 5, 8]],
  ['小坝', 'Xiaoba', 32.0, 104.22, [3, 6, 9]],
  ['桃龙', 'Taolong', 32.07, 104.33, [1, 4, 7]],
  ['片口', 'Piankou', 32.13, 104.14, [2, 5, 8]],
  ['开坪', 'Kaiping', 32.02, 104.41, [3, 6, 9]],
  ['青片', 'Qingpian', 32.1, 104.0, [1, 4, 7]],
  ['马槽', 'Macao', 31.98, 104.08, [2, 5, 8]],
  ['白什', 'Baishi', 32.04, 104.05, [3, 6, 9]],
];

/** 局领导接访日: each Wednesday morning. */
export const LEADER_RECEPTION: readonly WeeklyHours[] = [
  { weekday: 3, opens: '09:00', closes: '12:00', purpose: 'reception' },
];

export interface StaffPlan {
  readonly role: Role;
  readonly username: string;
  readonly displayName: string;
  readonly count: number;
  readonly branch?: Branch;
  readonly topics?: readonly Topic[];
}

/** Staff of the bureau; each station has a clerk of its own beside them. */
export const BUREAU_STAFF: readonly StaffPlan[] = [
  {
    role: 'official',
    username: 'huzheng',
    displayName: '户政民警',
    count: 3,
    branch: 'householdRegistration',
    topics: ['HUKOU'],
  },
  {
    role: 'official',
    username: 'churujing',
    displayName: '出入境民警',
    count: 2,
    branch: 'exitEntry',
    topics: ['EXIT_ENTRY'],
  },
  { role: 'official', username: 'jiaojing', displayName: '交警', count: 3, branch: 'traffic', topics: ['TRAFFIC'] },
  {
    role: 'official',
    username: 'xingzhen',
    displayName: '刑侦民警',
    count: 2,
    branch: 'criminalInvestigation',
    topics: ['CASE_INQUIRY', 'FRAUD'],
  },
  {
    role: 'official',
    username: 'zhian',
    displayName: '治安民警',
    count: 3,
    branch: 'publicOrder',
    topics: ['DISPUTE', 'PUBLIC_ORDER', 'LICENSING'],
  },
  {
    role: 'official',
    username: 'fazhi',
    displayName: '法制民警',
    count: 2,
    branch: 'legal',
    topics: ['DISPUTE', 'LEGAL', 'OTHER'],
  },
  {
    role: 'official',
    username: 'xinfang',
    displayName: '信访民警',
    count: 2,
    branch: 'petition',
    topics: ['COMPLAINT', 'OTHER'],
  },
  { role: 'official', username: 'fanzha', displayName: '反诈民警', count: 1, branch: 'antiFraud', topics: ['FRAUD'] },
  {
    role: 'official',
    username: 'shenpi',
    displayName: '审批民警',
    count: 1,
    branch: 'approvalOffice',
    topics: ['LICENSING'],
  },
  { role: 'scheduler', username: 'diaodu', displayName: '调度员', count: 2 },
  { role: 'dutyLeader', username: 'zhiban', displayName: '值班领导', count: 4 },
  {
    role: 'bureauLeader',
    username: 'juzhang',
    displayName: '局领导',
    count: 1,
    topics: ['COMPLAINT', 'DISPUTE', 'OTHER'],
  },
  { role: 'auditor', username: 'shenji', displayName: '审计员', count: 1 },
  { role: 'admin', username: 'guanli', displayName: '管理员', count: 1 },
];

/** Interpreters on call, bookable like a room. */
export const INTERPRETERS: readonly (readonly [language: string, name: string])[] = [
  ['qiang', '羌语翻译 01'],
  ['qiang', '羌语翻译 02'],
  ['signLanguage', '手语翻译 01'],
];

/** Everybody in the demo county signs in with this, and it opens nothing else. */
export const DEMO_PASSWORD = process.env['DEMO_PASSWORD'] ?? 'shipinzhijia-2026';
