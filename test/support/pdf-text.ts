import { inflateSync } from 'node:zlib';

type Glyphs = ReadonlyMap<string, string>;

/**
 * What stands written in a PDF of pdfkit with embedded fonts: one line a text that was drawn, in the order
 * of drawing. Reads only what that writer makes: deflated streams, two-byte glyphs, `/ToUnicode` tables.
 */
export function pdfText(pdf: Buffer): string[] {
  const file = pdf.toString('latin1');
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id = '', body = '']) => [id, body]),
  );
  const fonts = new Map<string, Glyphs>();
  const pages: string[] = [];
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (table) fonts.set(name, glyphsOf(streamOf(objects.get(table))));
    }
    const page = /\/Contents (\d+) 0 R/.exec(body)?.[1];
    if (page) pages.push(streamOf(objects.get(page)));
  }
  return pages.flatMap((page) => [...page.matchAll(/^BT$[\s\S]*?^ET$/gm)].map(([text]) => readText(text, fonts)));
}

function readText(text: string, fonts: ReadonlyMap<string, Glyphs>): string {
  const glyphs = fonts.get(/\/(F\d+) [\d.]+ Tf/.exec(text)?.[1] ?? '');
  if (!glyphs) throw new Error('A text of the PDF has no font that can be read.');
  const drawn = [...text.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join('');
  return (drawn.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(glyph) ?? '\u{fffd}').join('');
}

/** Glyph numbers and the letters they stand for, both in hexadecimal in the table. */
function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<string, string>();
  for (const [, from = '', letters = ''] of table.matchAll(/^<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*)\]$/gm)) {
    [...letters.matchAll(/<([0-9a-f]+)>/g)].forEach(([, units = ''], index) => {
      const letter = Buffer.from(units, 'hex').swap16().toString('utf16le');
      glyphs.set((parseInt(from, 16) + index).toString(16).padStart(4, '0'), letter);
    });
  }
  return glyphs;
}

function streamOf(body = ''): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  return inflateSync(Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1')).toString('latin1');
}
