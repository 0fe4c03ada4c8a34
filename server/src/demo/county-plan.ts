import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';

/** The fictional county of the demo. Its place names are labels only; everybody in it is synthetic. */
export const BUREAU = {
  name: '北川示范县公安局',
  nameEn: 'Beichuan Model County Police Bureau',
  phone: '0816-0000-110',
};

/** Name and its English form, in the order of the board. */
export const STATIONS: readonly (readonly [name: string, nameEn: string])[] = [
  ['永昌', 'Yongchang'],
  ['擂鼓', 'Leigu'],
  ['曲山', 'Qushan'],
  ['永安', "Yong'an"],
  ['陈家坝', 'Chenjiaba'],
  ['桂溪', 'Guixi'],
  ['通泉', 'Tongquan'],
  ['香泉', 'Xiangquan'],
  ['都贯', 'Duguan'],
  ['禹里', 'Yuli'],
  ['漩坪', 'Xuanping'],
  ['白坭', 'Baini'],
  ['坝底', 'Badi'],
  ['墩上', 'Dunshang'],
  ['小坝', 'Xiaoba'],
  ['桃龙', 'Taolong'],
  ['片口', 'Piankou'],
  ['开坪', 'Kaiping'],
  ['青片', 'Qingpian'],
  ['马槽', 'Macao'],
  ['白什', 'Baishi'],
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
  { role: 'bureauLeader', username: 'juzhang', displayName: '局领导', count: 1 },
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
