import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { iceAdvice } from '../../media/src/ice-servers';
import { BenchPage, type Where } from '../bench/call/bench-page';
import { openCallHouse, type CallHouse } from '../bench/call/house';
import { duo, meetAll, newCall } from '../bench/call/people';
import { launchBrowser } from '../support/browser';
import { StationLine } from '../support/network/station-line';
import { startTurnServer, type TurnServer } from '../support/turn-server';

/** An address of this machine at which the house is reached over the station's line. */
const AT_THE_STATION = '127.0.0.21';
const SECRET = 'the-secret-of-the-relay';

let browser: Browser;
let relay: TurnServer;
let house: CallHouse | null = null;
let line: StationLine | null = null;
const pages: BenchPage[] = [];

beforeAll(async () => {
  relay = await startTurnServer(SECRET);
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
  await line?.close();
  await house?.stop();
  [line, house] = [null, null];
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

/** Two people of one call, each seeing and hearing the other over this way. */
async function talk(where: Where): Promise<void> {
  for (const person of duo(newCall())) pages.push(await BenchPage.open(browser, person, where));
  for (const page of pages) await page.join();
  await meetAll(pages);
}

/** Every way that every connection takes, each of them encrypted. */
async function ways(): Promise<unknown[]> {
  const all = [];
  for (const page of pages) {
    await page.assertEncrypted();
    all.push(...(await page.figures()).paths);
  }
  return all;
}

describe('a browser whose network lets no UDP through', () => {
  it('sees and hears the other over TCP straight to the media node’s port', async () => {
    house = await openCallHouse({ workers: 1 });
    const { tcp, udp } = house.ports;
    line = await StationLine.open(AT_THE_STATION, { tcp, udp: [] });
    const wall = await Wall.build(AT_THE_STATION, udp);
    await talk({ ...house, line });
    expect(wall.swallowed).toBeGreaterThan(0);
    await wall.close();
    const taken = await ways();
    expect(taken.length).toBeGreaterThanOrEqual(4);
    for (const way of taken) expect(way).toMatchObject({ protocol: 'tcp', toRelay: null });
  });

  it('sees and hears the other over a TURN server by TCP, where nothing else reaches the node', async () => {
    house = await openCallHouse({
      workers: 1,
      env: { TURN_URLS: relay.url, TURN_SECRET: SECRET, TURN_ONLY: 'true' },
    });
    await talk(house);
    const taken = await ways();
    expect(taken.length).toBeGreaterThanOrEqual(4);
    for (const way of taken) expect(way).toMatchObject({ kind: 'relay', toRelay: 'tcp' });
  });
});

describe('an account on the relay', () => {
  const seat = '7d2f3a5e-4b6c-4d8e-9f10-112233445566';
  const advice = (secret: string, at: number) =>
    iceAdvice({ iceServers: [], turn: { urls: [relay.url], secret, lifeSeconds: 600, only: true } }, seat, at);
  /** Whether the relay gives this browser an address of its own. */
  const isLetIn = async (configuration: object): Promise<boolean> => {
    const context = await browser.newContext();
    try {
      const page: Page = await context.newPage();
      return await page.evaluate<boolean, string>(
        `(async (settings) => {
          const connection = new RTCPeerConnection(JSON.parse(settings));
          connection.createDataChannel('x');
          const relayed = new Promise((resolve) => {
            connection.addEventListener('icecandidate', ({ candidate }) => {
              if (!candidate) resolve(false);
              else if (candidate.type === 'relay') resolve(true);
            });
          });
          await connection.setLocalDescription(await connection.createOffer());
          return relayed.finally(() => connection.close());
        })(${JSON.stringify(JSON.stringify(configuration))})`,
        '',
      );
    } finally {
      await context.close();
    }
  };

  it('is good until its time is over, and then no more', async () => {
    expect(await isLetIn(advice(SECRET, Date.now()))).toBe(true);
    expect(await isLetIn(advice(SECRET, Date.now() - 700_000))).toBe(false);
  });

  it('is made by who knows the secret alone', async () => {
    expect(await isLetIn(advice('some-other-secret', Date.now()))).toBe(false);
  });
});

/** A firewall: takes every UDP packet, and never answers. */
class Wall {
  swallowed = 0;

  private constructor(private readonly sockets: readonly Socket[]) {
    for (const socket of sockets) socket.on('message', () => (this.swallowed += 1));
  }

  static async build(address: string, ports: readonly number[]): Promise<Wall> {
    const sockets = ports.map((port) => createSocket('udp4').bind(port, address));
    await Promise.all(sockets.map((socket) => once(socket, 'listening')));
    return new Wall(sockets);
  }

  async close(): Promise<void> {
    await Promise.all(this.sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
  }
}
