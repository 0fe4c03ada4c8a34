import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ServerNow } from '@contracts/http/identity';
import { launchBrowser } from '../support/browser';
import { benchRow, type BenchRow } from './row';

/** Where `npm run build:client` puts the client. */
const CLIENT = join(__dirname, '../../dist/client');
/** What the first page may cost (MEASURES, goal 8). */
const BUDGET_KB = 150;
const LANGUAGES = ['zh', 'en'] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const clock: ServerNow = {
  now: '2026-11-24T01:57:00.000Z',
  timeZone: 'Asia/Shanghai',
  demoClock: false,
  bureauName: '甲县公安局',
  bureauNameEn: 'Bureau of County A',
  bureauPhone: '0000-0000000',
};

/**
 * What a telephone fetches to see `/`, in each language: the script files that a real browser asked for, until it
 * asked for nothing more, each compressed as a proxy would. The figure of the row is the dearer language.
 */
export async function run(): Promise<BenchRow[]> {
  const server = await serveClient();
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  try {
    const sizes: number[] = [];
    for (const language of LANGUAGES) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const asked = new Set<string>();
      page.on('request', (request) => {
        const path = new URL(request.url()).pathname;
        if (extname(path) === '.js') asked.add(path);
      });
      await page.goto(`http://127.0.0.1:${port}/?lang=${language}`, { waitUntil: 'networkidle' });
      // The page is there when its first door is; what it fetched by then is what it costs.
      await page.locator('a[href="/register"]').waitFor();
      sizes.push(await compressedKb([...asked]));
      await context.close();
    }
    const row = (name: string, ours: number) =>
      benchRow({ name, unit: 'KB', ours, floor: BUDGET_KB, n: LANGUAGES.length });
    return [
      row('client.firstPage.gzip', Math.max(...sizes)),
      ...LANGUAGES.map((language, index) => row(`client.firstPage.gzip.${language}`, sizes[index] ?? NaN)),
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

async function compressedKb(paths: readonly string[]): Promise<number> {
  const files = await Promise.all(paths.map((path) => readFile(join(CLIENT, path))));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
}

/** The built files, `index.html` for every other address, and the bureau's clock. */
async function serveClient(): Promise<Server> {
  const index = await readFile(join(CLIENT, 'index.html'));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/now') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(clock));
      return;
    }
    readFile(join(CLIENT, normalize(pathname)))
      .then((file) =>
        response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'application/octet-stream').end(file),
      )
      .catch(() => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(index));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
