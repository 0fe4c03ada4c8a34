import type { NoticeProof } from '@contracts/http/notices';
import { renderProof } from './proof-document';

const entry = (index: number): NoticeProof['entries'][number] => ({
  at: new Date(Date.parse('2026-11-24T01:57:30Z') + index * 60_000).toISOString(),
  noticeId: '0b0d6c1e-0000-4000-8000-000000000001',
  partyId: '0b0d6c1e-0000-4000-8000-000000000002',
  kind: 'booked',
  channel: 'sms',
  event: 'failed',
  detail: 'providerDown: answered 500',
});
const facts = (entries: number) => ({
  proof: {
    requestNo: '2026-1124-0001',
    registeredAt: '2026-11-23T01:57:00Z',
    noticeDueAt: '2026-11-24T01:57:00Z',
    workDueAt: '2026-11-24T01:57:00Z',
    notifiedAt: null,
    kept: false,
    entries: Array.from({ length: entries }, (_, index) => entry(index)),
  },
  nameOf: new Map([['0b0d6c1e-0000-4000-8000-000000000002', '居民甲-017']]),
  bureauName: '示范县公安局',
  timeZone: 'Asia/Shanghai',
  printedAt: new Date('2026-11-24T02:00:00Z'),
});

describe('the printed proof of notice', () => {
  it.each(['zh', 'en'] as const)('takes as many A4 pages as its steps need (%s)', async (language) => {
    for (const [entries, pages] of [
      [0, 1],
      [10, 1],
      [60, 4],
    ] as const) {
      const pdf = (await renderProof(facts(entries), language)).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(pages);
    }
  });
});
