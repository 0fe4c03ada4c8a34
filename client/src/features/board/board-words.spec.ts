import { EXCEPTION_KINDS } from '@contracts/http/capacity';
import { NOTICE_CHANNELS, NOTICE_KINDS, NOTICE_STATES } from '@contracts/http/notices';
import { CLASH_CAUSES, PROPOSAL_KINDS, type Clash, type ReplanProposal } from '@contracts/http/replan';
import { unplacedReason } from '@contracts/http/requests';
import { addTexts, i18n, switchLanguage } from '../../lib/i18n';
import { answerOf } from './booking-words';
import en from './en.json';
import { reasonInWords } from './reason';
import { causeWords, changeWords, disturbs } from './replan-words';
import zh from './zh.json';

addTexts('board', zh, en);
const t = i18n.getFixedT(null, ['board', 'common']);
const NOW = Date.parse('2026-11-24T01:57:00.000Z');
const ID = '0190f0aa-0000-7000-8000-000000000001';
const REASONS = unplacedReason.shape.code.options;
const LANGUAGES = ['zh', 'en'] as const;

const clash: Clash = {
  appointmentId: ID,
  version: 1,
  requestId: ID,
  requestNo: 'no',
  topic: 'HUKOU',
  startsAt: '2026-11-24T06:00:00.000Z',
  endsAt: '2026-11-24T06:30:00.000Z',
  officialName: '户政 02',
  stationNames: ['桂溪派出所'],
  partyNames: ['居民甲-017'],
  confirmed: true,
  causes: [{ resourceId: ID, resourceName: '户政 02', kind: 'official', cause: 'absent', reason: '下午开会' }],
};
const proposal = (kind: ReplanProposal['kind'], distanceKm: number | null = null): ReplanProposal => ({
  appointmentId: ID,
  version: 1,
  requestId: ID,
  kind,
  startsAt: '2026-11-24T02:30:00.000Z',
  endsAt: '2026-11-24T03:00:00.000Z',
  officialId: ID,
  officialName: '户政 03',
  roomIds: [ID],
  roomNames: ['视频室 2'],
  stationNames: ['香泉派出所'],
  interpreterIds: [],
  distanceKm,
  reason: { code: 'replanned', params: {} },
});

afterAll(() => switchLanguage('zh'));

describe.each(LANGUAGES)('sentences of the board in %s', (language) => {
  beforeAll(() => switchLanguage(language));

  it.each(REASONS)('say why there is no time and what would help: %s', (code) => {
    expect(i18n.exists(`board:why.${code}`, { lng: language, fallbackLng: [] })).toBe(true);
    expect(i18n.exists(`board:wouldHelp.${code}`, { lng: language, fallbackLng: [] })).toBe(true);
  });

  it.each(
    [
      EXCEPTION_KINDS.map((kind) => `exception.${kind}`),
      NOTICE_CHANNELS.map((channel) => `channel.${channel}`),
      NOTICE_KINDS.map((kind) => `noticeKind.${kind}`),
      NOTICE_STATES.map((state) => `noticeState.${state}`),
      CLASH_CAUSES.map((cause) => `clash.cause.${cause}`),
      PROPOSAL_KINDS.map((kind) => `change.${kind}`),
    ].flat(),
  )('know the word %s', (key) => {
    expect(i18n.exists(`board:${key}`, { lng: language, fallbackLng: [] })).toBe(true);
  });

  it.each(PROPOSAL_KINDS)('leave no blank in a proposal of another %s', (kind) => {
    expect(changeWords(t, proposal(kind, 6), clash, NOW)).not.toMatch(/\{\{|undefined/);
  });
});

describe('words of the board', () => {
  beforeAll(() => switchLanguage('zh'));

  it('name the earliest time that would do', () => {
    const nextStartsAt = '2026-11-25T02:20:00.000Z';
    const reason = { code: 'noOfficialFree' as const, params: { topic: 'HUKOU', officials: 3 }, nextStartsAt };
    expect(reasonInWords(t, reason, [], NOW)).toEqual({
      why: '能办“户籍”的 3 名民警都没空',
      help: '最早空：明天 10:20',
    });
  });

  it('say how far the other station is and when it is free', () => {
    expect(changeWords(t, proposal('station', 6.2), clash, NOW)).toBe('香泉派出所 离得 6 公里，10:30 有空。');
    expect(changeWords(t, proposal('station'), clash, NOW)).toBe('香泉派出所 10:30 有空。');
    expect(changeWords(t, proposal('official'), clash, NOW)).toBe('时间地点不变，换成 户政 03。');
  });

  it('give the reason that a colleague gave for the absence', () => {
    expect(causeWords(t, clash)).toEqual(['户政 02 那时不在（下午开会）']);
  });

  it('count another place or time as disturbing somebody, another official or room as nobody', () => {
    expect(PROPOSAL_KINDS.filter((kind) => disturbs({ kind }))).toEqual(['station', 'time']);
  });

  it('put having arrived before having declined, and that before a confirmation', () => {
    const at = '2026-11-24T01:00:00.000Z';
    const silent = { checkedInAt: null, declinedAt: null, confirmedAt: null };
    expect(answerOf(silent).word).toBe('silent');
    expect(answerOf({ ...silent, confirmedAt: at }).word).toBe('confirmed');
    expect(answerOf({ ...silent, confirmedAt: at, declinedAt: at }).word).toBe('declined');
    expect(answerOf({ checkedInAt: at, declinedAt: at, confirmedAt: at }).word).toBe('here');
  });
});
