import { DEMO_PASSWORD } from './county-plan';

/** One sign-in a role of the demo county, for whoever starts it: JSON on stdout. */
const SIGN_INS = [
  { role: 'resident', roleName: '居民 Resident', username: '', password: '', path: '/' },
  {
    role: 'stationClerk',
    roleName: '派出所前台 Station clerk',
    username: 'qiantai2',
    password: DEMO_PASSWORD,
    path: '/station',
  },
  {
    role: 'stationClerk',
    roleName: '派出所前台（另一所） Clerk, other station',
    username: 'qiantai3',
    password: DEMO_PASSWORD,
    path: '/station',
  },
  { role: 'stationDevice', roleName: '视频室屏幕 Room screen', username: '', password: '', path: '/room' },
  { role: 'official', roleName: '户政民警 Official', username: 'huzheng1', password: DEMO_PASSWORD, path: '/desk' },
  {
    role: 'official',
    roleName: '治安民警（调解） Mediator',
    username: 'zhian1',
    password: DEMO_PASSWORD,
    path: '/desk',
  },
  { role: 'scheduler', roleName: '调度员 Scheduler', username: 'diaodu1', password: DEMO_PASSWORD, path: '/board' },
  {
    role: 'dutyLeader',
    roleName: '值班领导 Duty leader',
    username: 'zhiban1',
    password: DEMO_PASSWORD,
    path: '/figures',
  },
  {
    role: 'bureauLeader',
    roleName: '局领导 Bureau leader',
    username: 'juzhang1',
    password: DEMO_PASSWORD,
    path: '/figures',
  },
  { role: 'admin', roleName: '管理员 Admin', username: 'guanli1', password: DEMO_PASSWORD, path: '/capacity' },
  { role: 'auditor', roleName: '审计员 Auditor', username: 'shenji1', password: DEMO_PASSWORD, path: '/figures' },
];

process.stdout.write(`${JSON.stringify(SIGN_INS)}\n`);
