import { formatBookingCode } from '@domain/booking-code';
import { fillTemplate as fill } from '@domain/notice-template';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import type { NoticeFacts } from '../notice-facts.repository';
import { templateOf, wallTime, type Language } from '../templates';
import { BOLD, REGULAR } from './fonts';

export interface SlipFacts extends NoticeFacts {
  /** When the slip is printed: the moment at which its holder is told. */
  readonly printedAt: Date;
  /** What the QR code says: the resident's own page. */
  readonly link: string;
}

/** The drawing is made in the mock-up's pixels: A4 is 794 × 1123 of them. */
const PX = 0.75;
const LEFT = 64;
const RIGHT = 730;
/** Where the paper is cut: above goes home with the resident. */
export const CUT = 915;

type Draw = PDFKit.PDFDocument;

/**
 * 约访凭条 on one A4 page, in large type: when, where, code, what to bring. Above the cut, which goes
 * home with the resident, neither the matter nor the other party; below it the station's copy.
 */
export async function renderSlip(facts: SlipFacts, language: Language): Promise<Buffer> {
  const words = templateOf(language);
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    info: { Title: `${words.slip['title'] ?? ''} ${facts.no}`, Author: facts.bureauName },
  });
  document.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.scale(PX);
  const pen = new Pen(document);
  drawHeader(pen, facts, language);
  drawWhenAndWhere(pen, facts, language);
  drawBring(pen, facts, language);
  drawStub(pen, facts, language);
  document.end();
  return done;
}

interface TextOptions {
  readonly size: number;
  readonly bold?: boolean;
  readonly right?: boolean;
  readonly centre?: boolean;
  readonly width?: number;
  readonly colour?: string;
  readonly spacing?: number;
}

/** One line of text at a time, placed by its top; shrunk where it would not fit. */
class Pen {
  constructor(readonly document: Draw) {}

  text(text: string, x: number, y: number, options: TextOptions): number {
    const { document } = this;
    document.font(options.bold ? 'bold' : 'regular').fillColor(options.colour ?? '#000');
    let { size } = options;
    const spacing = { characterSpacing: options.spacing ?? 0 };
    const width = options.width ?? RIGHT - x;
    while (size > 12 && document.fontSize(size).widthOfString(text, spacing) > width) size -= 1;
    document.fontSize(size);
    const taken = document.widthOfString(text, spacing);
    const start = options.right ? x + width - taken : options.centre ? x + (width - taken) / 2 : x;
    document.text(text, start, y + (options.size - size) * 0.6, { lineBreak: false, ...spacing });
    return start + taken;
  }

  rule(y: number, thickness: number, from = LEFT, to = RIGHT, colour = '#000'): void {
    this.document.rect(from, y, to - from, thickness).fill(colour);
  }
}

function drawHeader(pen: Pen, facts: NoticeFacts, language: Language): void {
  const { document } = pen;
  document.lineWidth(2.6).strokeColor('#000').lineJoin('round').lineCap('round');
  document.moveTo(67, 60).lineTo(81.5, 49.5).lineTo(96, 60).stroke();
  document.rect(71, 60, 21, 15).stroke();
  document.circle(81.5, 67.5, 3.6).stroke();
  pen.text(templateOf(language).slip['title'] ?? '', 109, 44, { size: 25, bold: true, width: 310 });
  const bureau = language === 'zh' ? facts.bureauName : facts.bureauNameEn;
  pen.text(bureau, 430, 48, { size: 20, right: true, width: RIGHT - 430 });
  pen.rule(94, 4);
}

function drawWhenAndWhere(pen: Pen, facts: SlipFacts, language: Language): void {
  const words = templateOf(language);
  const at = wallTime(facts.startsAt ?? facts.noticeDueAt, facts.timeZone, words.time);
  const width = 440;
  const station = language === 'zh' ? facts.stationName : facts.stationNameEn;
  pen.text(at.longDate, LEFT, 116, { size: 34, width });
  if (facts.startsAt) {
    pen.text(at.clock, LEFT, 152, { size: 82, bold: true, width });
    pen.text(`${station} ${facts.roomName ?? words.room}`, LEFT, 272, { size: 33, bold: true, width });
    const where = [facts.stationAddress, words.slip['arrive']].filter(Boolean).join('  ');
    pen.text(where, LEFT, 320, { size: 22, width });
  } else {
    pen.text(fill(words.slip['waitingBig'] ?? '', { clock: at.clock }), LEFT, 152, { size: 74, bold: true, width });
    pen.text(words.slip['waitingDate'] ?? '', LEFT, 272, { size: 33, bold: true, width });
    pen.text(words.slip['waitingNote'] ?? '', LEFT, 320, { size: 22, width });
  }
  drawQr(pen.document, facts.link, RIGHT - 200, 122, 200);
  pen.text(words.slip['scan'] ?? '', RIGHT - 214, 334, { size: 19, centre: true, width: 214 });
  pen.document
    .lineWidth(3)
    .rect(LEFT + 1.5, 383, RIGHT - LEFT - 3, 82)
    .stroke('#000');
  pen.text(words.slip['code'] ?? '', 87, 420, { size: 24, width: 120 });
  pen.text(formatBookingCode(facts.bookingCode).replace('-', ' '), 200, 384, { size: 54, bold: true, spacing: 3 });
}

function drawBring(pen: Pen, facts: NoticeFacts, language: Language): void {
  const { slip } = templateOf(language);
  pen.text(slip['bring'] ?? '', LEFT, 486, { size: 28, bold: true });
  pen.rule(526, 2);
  const topical = slip.items[facts.topic] ?? slip.items.OTHER;
  const items = facts.hasGuardian ? [...topical, slip['guardian'] ?? ''] : topical;
  let y = 528;
  for (const item of items) {
    pen.document
      .lineWidth(2.5)
      .rect(65.25, y + 10.25, 25.5, 25.5)
      .stroke('#000');
    pen.text(item, 108, y + 3, { size: 27 });
    y += 47;
    pen.rule(y - 1, 1, LEFT, RIGHT, '#777');
  }
  const called = pen.text(slip['call'] ?? '', LEFT, y + 17, { size: 27 });
  pen.text(facts.stationPhone, called + 4, y + 11, { size: 32, bold: true });
  pen.text(slip['companions'] ?? '', LEFT, y + 60, { size: 27 });
  pen.text(slip['costs'] ?? '', LEFT, y + 108, { size: 22 });
  pen.text(slip['forgotten'] ?? '', LEFT, y + 142, { size: 22 });
}

function drawStub(pen: Pen, facts: SlipFacts, language: Language): void {
  const words = templateOf(language);
  const { slip } = words;
  const { document } = pen;
  document.lineWidth(2).dash(7, { space: 5 }).moveTo(0, CUT).lineTo(794, CUT).stroke('#000').undash();
  const cut = slip['cut'] ?? '';
  const width = document.font('regular').fontSize(18).widthOfString(cut) + 36;
  document.rect((794 - width) / 2, CUT - 14, width, 28).fill('#fff');
  pen.text(cut, 0, CUT - 13, { size: 18, centre: true, width: 794 });
  pen.text(slip['stub'] ?? '', LEFT, 930, { size: 20, bold: true });
  pen.text(`${facts.no}   ${formatBookingCode(facts.bookingCode)}`, 400, 930, {
    size: 20,
    bold: true,
    right: true,
    width: RIGHT - 400,
  });
  pen.rule(963, 1);
  const stamp = (at: Date) => wallTime(at, facts.timeZone, words.time).stamp;
  const comma = language === 'zh' ? '，' : ', ';
  const cells: [string, string][] = [
    [slip['person'] ?? '', facts.partyName],
    [slip['topic'] ?? '', slip.topics[facts.topic] ?? ''],
    [slip['registered'] ?? '', stamp(facts.registeredAt)],
    [slip['told'] ?? '', `${stamp(facts.printedAt)}${comma}${slip['printed'] ?? ''}`],
  ];
  cells.forEach(([label, value], index) => {
    const x = index % 2 === 0 ? LEFT : 397;
    const y = 968 + Math.floor(index / 2) * 35;
    pen.text(label, x, y, { size: 18, colour: '#333', width: 90 });
    pen.text(value, x + 94, y, { size: 18, width: 230 });
  });
  pen.rule(998, 1, LEFT, RIGHT, '#999');
  pen.rule(1033, 1, LEFT, RIGHT, '#999');
  pen.text(slip['signature'] ?? '', LEFT, 1047, { size: 19, width: 400 });
  pen.rule(1076, 1, LEFT, 465);
  pen.text(fill(slip['clerk'] ?? '', { name: facts.clerkName ?? '' }), 489, 1047, { size: 19, width: 241 });
  pen.rule(1076, 1, 489, RIGHT);
}

/** Drawn as squares, so that it prints sharp at any size. */
function drawQr(document: Draw, text: string, x: number, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const cell = size / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) document.rect(x + column * cell, y + row * cell, cell + 0.05, cell + 0.05);
    }
  }
  document.fill('#000');
}
