import type { NoticeProof } from '@contracts/http/notices';
import { localDate, localTime } from '@domain/local-time';
import { fillTemplate } from '@domain/notice-template';
import PDFDocument from 'pdfkit';
import { BOLD, REGULAR } from '../slip/fonts';
import { templateOf, type Language } from '../templates';

export interface ProofFacts {
  readonly proof: NoticeProof;
  readonly nameOf: ReadonlyMap<string, string>;
  readonly bureauName: string;
  readonly timeZone: string;
  readonly printedAt: Date;
}

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN - 24;
/** Shares of the width: when, party, what, how, result, note. */
const COLUMNS = [0.19, 0.16, 0.17, 0.14, 0.14, 0.2];
const HEADS = ['at', 'party', 'what', 'channel', 'event', 'detail'];

/** 告知证明 on A4: the promise and how it stood, then every step of every notice in order. */
export async function renderProof(facts: ProofFacts, language: Language): Promise<Buffer> {
  const words = templateOf(language);
  const say = (key: string): string => words.proof[key] ?? '';
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    info: { Title: `${say('title')} ${facts.proof.requestNo}`, Author: facts.bureauName },
  });
  document.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  // To the second: the promise is broken by one.
  const stamp = (at: string | Date) => {
    const instant = new Date(at);
    const seconds = String(instant.getUTCSeconds()).padStart(2, '0');
    const ms = instant.getTime();
    return `${localDate(ms, facts.timeZone)} ${localTime(ms, facts.timeZone)}:${seconds}`;
  };

  document.font('bold').fontSize(20).text(say('title'), MARGIN, MARGIN);
  document.font('regular').fontSize(11).text(facts.bureauName).moveDown(0.8);
  drawPromise(document, facts, say, stamp);
  drawSteps(document, facts, say, stamp);
  document.font('regular').fontSize(9).fillColor('#555');
  document.text(fillTemplate(say('printed'), { at: stamp(facts.printedAt) }), MARGIN, document.y + 14);
  document.end();
  return done;
}

type Say = (key: string) => string;
type Stamp = (at: string | Date) => string;

function drawPromise(document: PDFKit.PDFDocument, { proof }: ProofFacts, say: Say, stamp: Stamp): void {
  const verdict = proof.kept === null ? say('open') : say(proof.kept ? 'kept' : 'broken');
  const lines: [string, string][] = [
    [say('request'), proof.requestNo],
    [say('registered'), stamp(proof.registeredAt)],
    [say('due'), stamp(proof.noticeDueAt)],
    [say('workDue'), stamp(proof.workDueAt)],
    [say('told'), proof.notifiedAt ? stamp(proof.notifiedAt) : say('notTold')],
  ];
  for (const [label, value] of lines) {
    const { y } = document;
    document.font('regular').fontSize(11).fillColor('#333').text(label, MARGIN, y, { width: 150 });
    document.fillColor('#000').text(value, MARGIN + 160, y, { width: WIDTH - 160 });
  }
  document.moveDown(0.4).font('bold').fontSize(13).text(verdict, MARGIN).moveDown(0.8);
}

function drawSteps(document: PDFKit.PDFDocument, { proof, nameOf }: ProofFacts, say: Say, stamp: Stamp): void {
  drawLine(document, HEADS.map(say), 'bold');
  if (proof.entries.length === 0) drawLine(document, [say('nobody')], 'regular');
  for (const entry of proof.entries) {
    const cells = [
      stamp(entry.at),
      nameOf.get(entry.partyId) ?? '',
      say(`kind.${entry.kind}`),
      say(`channel.${entry.channel}`),
      say(`event.${entry.event}`),
      entry.detail,
    ];
    drawLine(document, cells, 'regular');
  }
}

/** One line of the table; a page more when there is no room for it. */
function drawLine(document: PDFKit.PDFDocument, cells: readonly string[], font: 'regular' | 'bold'): void {
  document.font(font).fontSize(9.5).fillColor('#000');
  const widths = cells.length === 1 ? [WIDTH] : COLUMNS.map((share) => share * WIDTH);
  const height = Math.max(
    ...cells.map((cell, index) => document.heightOfString(cell, { width: (widths[index] ?? 0) - 8 })),
  );
  if (document.y + height > BOTTOM) document.addPage();
  const top = document.y;
  let x = MARGIN;
  for (const [index, cell] of cells.entries()) {
    document.text(cell, x, top + 3, { width: (widths[index] ?? 0) - 8 });
    x += widths[index] ?? 0;
  }
  document
    .moveTo(MARGIN, top + height + 6)
    .lineTo(MARGIN + WIDTH, top + height + 6)
    .lineWidth(font === 'bold' ? 1 : 0.4)
    .stroke('#000');
  document.x = MARGIN;
  document.y = top + height + 7;
}
