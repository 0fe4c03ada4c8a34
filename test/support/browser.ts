import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { watchMedia } from './media-watch';

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  // Ten pictures a second are plenty to see that they move, and leave the machine's cores to others.
  '--use-fake-device-for-media-stream=fps=10',
  '--autoplay-policy=no-user-gesture-required',
];

/** Answers every question for camera and microphone with yes, whatever the profile is allowed. */
const SAYS_YES = '--use-fake-ui-for-media-stream';

/**
 * Chromium with a fake camera, and with this WAV for a microphone if one is given. `mayRefuse`: what a profile
 * is not allowed is refused, as by a person who clicked "block".
 */
export function launchBrowser(toneFile?: string, { mayRefuse = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      ...FLAGS,
      ...(mayRefuse ? [] : [SAYS_YES]),
      ...(toneFile ? [`--use-file-for-fake-audio-capture=${toneFile}`] : []),
    ],
  });
}

export interface VisitorOptions {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  /** `name=value`, as signing in sets it. */
  readonly cookie?: string;
  readonly touch?: boolean;
  /** The zone of the person's machine, an IANA name; this machine's unless given. */
  readonly timeZone?: string;
}

/** One person's browser profile, with everything that went wrong in its pages noted down. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the pages complained of: errors nobody caught. */
  readonly complaints: string[];
}

export async function visit(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  const { url, width = 1366, height = 768, cookie, touch = false, timeZone } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: 'zh-CN',
    hasTouch: touch,
    ...(timeZone && { timezoneId: timeZone }),
    permissions: ['camera', 'microphone'],
  });
  context.setDefaultTimeout(30_000);
  await watchMedia(context);
  await context.addInitScript({ path: join(process.cwd(), 'test/support/page-side/no-printer.js') });
  if (cookie) {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  }
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  return { context, page: await context.newPage(), complaints };
}
