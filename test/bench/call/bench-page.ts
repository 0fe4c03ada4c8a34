import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { CallState } from '@contracts/media/signalling';
import { sendMediaOver, type StationLine } from '../../support/network/station-line';

/** One track of another that reached a page; moments are milliseconds since 1970, the same clock for all pages. */
export interface SeenTrack {
  readonly id: string;
  readonly seat: string;
  readonly kind: 'audio' | 'video';
  readonly gone: boolean;
  readonly since: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number;
  /** When each picture was shown; when sound was heard, looked at every few milliseconds. */
  readonly moments: readonly number[];
  /** How old each picture was when it was shown, milliseconds. */
  readonly ages: readonly number[];
}

export interface LineFigures {
  readonly concealed: number;
  readonly samples: number;
  readonly framesDecoded: number;
  readonly packetsLost: number;
  /** Of each connection, how SRTP is encrypted; null where DTLS is not up. */
  readonly ciphers: readonly (string | null)[];
  /** Where the media node was reached. */
  readonly addresses: readonly string[];
  /** Of each connection, the way its packets take: `toRelay` is how the TURN server is reached. */
  readonly paths: readonly ({ kind: string; protocol: string; toRelay: string | null } | null)[];
}

/** What the product's own client says of the call. */
export interface PageSnapshot {
  readonly phase: string;
  readonly overReason: string | null;
  readonly error: string | null;
  readonly call: CallState | null;
}

export interface Person {
  readonly callId: string;
  readonly seat?: string;
  readonly role?: 'host' | 'party';
  readonly side?: 'A' | 'B';
  readonly hertz?: number;
  readonly recording?: 'on' | 'off';
}

export interface Where {
  readonly pagePort: number;
  /** The place's own line; this machine's loopback unless given. */
  readonly line?: Pick<StationLine, 'address'>;
  /** Bare mediasoup's signalling port, for the page that talks to it. */
  readonly barePort?: number;
}

/** A page that joins a call, ours or a bare one, and notes every picture and sound of the others. */
export class BenchPage {
  private constructor(
    readonly seat: string,
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  static async open(browser: Browser, person: Person, where: Where): Promise<BenchPage> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    if (where.line) await sendMediaOver(context, where.line);
    const page = await context.newPage();
    const seat = person.seat ?? randomUUID();
    const host = where.line?.address ?? '127.0.0.1';
    const query = new URLSearchParams({
      callId: person.callId,
      seat,
      role: person.role ?? 'party',
      side: person.side ?? 'A',
      hertz: String(person.hertz ?? 440),
      recording: person.recording ?? 'off',
      ...(where.barePort && { way: 'bare', bareUrl: `http://{host}:${where.barePort}` }),
    });
    await page.goto(`http://${host}:${where.pagePort}/?${query.toString()}`);
    await page.waitForFunction('window.bench !== undefined');
    return new BenchPage(seat, page, context);
  }

  join(): Promise<void> {
    return this.page.evaluate('window.bench.join()');
  }

  pressedAt(): Promise<number> {
    return this.page.evaluate('window.bench.pressedAt()');
  }

  read(): Promise<SeenTrack[]> {
    return this.page.evaluate('window.bench.read()');
  }

  forget(): Promise<void> {
    return this.page.evaluate('window.bench.forget()');
  }

  figures(): Promise<LineFigures> {
    return this.page.evaluate('window.bench.lineFigures()');
  }

  snapshot(): Promise<PageSnapshot | null> {
    return this.page.evaluate('window.bench.snapshot()');
  }

  /** Opens a caucus with a side, or closes it; the moment at which it was asked for. */
  caucus(side: 'A' | 'B' | null): Promise<number> {
    return this.page.evaluate(`window.bench.caucus(${JSON.stringify(side)})`);
  }

  /** Throws unless every connection of the page is encrypted. */
  async assertEncrypted(): Promise<string> {
    const { ciphers } = await this.figures();
    const [cipher] = ciphers;
    if (!cipher || ciphers.some((one) => one === null)) throw new Error('What was measured was not encrypted.');
    return cipher;
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
