import { inflateSync } from 'node:zlib';
import { CUT, renderSlip, type SlipFacts } from './slip-document';

const facts: SlipFacts = {
  requestId: '0b0d6c1e-0000-4000-8000-000000000001',
  no: '2026-1123-0007',
  topic: 'DISPUTE',
  partyName: '居民甲-017',
  bookingCode: 'ABCD2345',
  hasGuardian: true,
  stationName: '擂鼓派出所',
  stationNameEn: 'Leigu Police Station',
  stationAddress: '擂鼓镇示范路 1 号',
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
  invited: false,
  missed: false,
  cancelledReason: '',
  printedAt: new Date('2026-11-23T01:14:00Z'),
  link: 'http://localhost:3000/my?code=ABCD2345',
};

describe('the slip', () => {
  it.each(['zh', 'en'] as const)('is one A4 page with two embedded fonts (%s)', async (language) => {
    for (const one of [facts, { ...facts, startsAt: null, roomName: null }]) {
      const pdf = (await renderSlip(one, language)).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(pdf).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
      expect(pdf.match(/\/FontFile2/g)).toHaveLength(2);
    }
  });

  it('names the matter once, and that below the cut', async () => {
    const pdf = await renderSlip({ ...facts, topic: 'COMPLAINT' }, 'zh');
    const other = await renderSlip({ ...facts, topic: 'OTHER' }, 'zh');
    const [lines, otherLines] = [linesOf(pdf), linesOf(other)];
    const changed = lines.filter((line) => !otherLines.includes(line));
    expect(changed.length).toBeGreaterThan(0);
    for (const line of changed) expect(fromTop(line)).toBeGreaterThan(CUT);
  });
});

/** Drawing instructions of the page, one a line of text. */
function linesOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const start = text.indexOf('stream\n') + 'stream\n'.length;
  const content = inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1');
  return content.split('BT').map((line) => line.trim());
}

/** Where a line of text stands, in the drawing's pixels from the head of the page. */
const fromTop = (line: string): number => 841.89 - Number(/1 0 0 1 [\d.-]+ ([\d.-]+) Tm/.exec(line)?.[1]);
