import { writeFileSync } from 'node:fs';
import { renderSlip, type SlipFacts } from './slip-document';

const facts: SlipFacts = {
  requestId: '0b0d6c1e-0000-4000-8000-000000000001',
  no: '2026-1123-0007',
  topic: 'DISPUTE',
  partyName: '居民甲-017',
  bookingCode: 'ABCD2345',
  hasGuardian: true,
  stationName: '擂鼓派出所',
  stationNameEn: 'Leigu Police Station',
  stationAddress: '擂鼓镇一楼左手第一间',
  stationPhone: '0816-000-2107',
  bureauName: '北川示范县公安局',
  bureauNameEn: 'Beichuan Demonstration County Police Bureau',
  timeZone: 'Asia/Shanghai',
  roomName: '视频室',
  startsAt: new Date('2026-11-24T02:00:00Z'),
  noticeDueAt: new Date('2026-11-24T01:12:00Z'),
  registeredAt: new Date('2026-11-23T01:12:00Z'),
  notifiedAt: null,
  clerkName: '擂鼓-1',
  printedAt: new Date('2026-11-23T01:14:00Z'),
  link: 'http://localhost:3000/my?code=ABCD2345',
};

describe('the slip', () => {
  it('is one A4 page', async () => {
    for (const language of ['zh', 'en'] as const)
      for (const [name, one] of [
        ['booked', facts],
        ['waiting', { ...facts, startsAt: null, roomName: null }],
      ] as const) {
        const pdf = await renderSlip(one, language);
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        writeFileSync(`/tmp/slip-${language}-${name}.pdf`, pdf);
      }
  });
});
