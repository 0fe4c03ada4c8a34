import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { CLEAR, Link, LONGEST_QUEUE_MS, seeded } from './link';
import { nextTry } from './retransmission';
import { TcpPump } from './tcp-pump';
import { UdpPump } from './udp-pump';

describe('a link', () => {
  it('carries at once what is clear', () => {
    expect(new Link(seeded(1)).carry(1200, 5)).toBe(0);
  });

  it('delays, and loses the share that it is told', () => {
    const link = new Link(seeded(3));
    link.shape = { delayMs: 25, lossShare: 0.15, bitsPerSecond: null };
    const arrivals = Array.from({ length: 20_000 }, (_, at) => link.carry(200, at));
    const lost = arrivals.filter((inMs) => inMs === null).length;
    expect(lost / 20_000).toBeCloseTo(0.15, 1);
    expect(new Set(arrivals)).toEqual(new Set([null, 25]));
    expect(link.passed + link.dropped).toBe(20_000);
  });

  it('sends no faster than its rate, and drops what would wait too long', () => {
    const link = new Link(seeded(1));
    link.shape = { ...CLEAR, bitsPerSecond: 120_000 };
    let carriedBytes = 0;
    for (let ms = 0; ms < 10_000; ms += 5) {
      const inMs = link.carry(272, ms);
      if (inMs === null) continue;
      carriedBytes += 300;
      expect(inMs).toBeLessThanOrEqual(LONGEST_QUEUE_MS + 20);
    }
    expect((carriedBytes * 8) / 10).toBeGreaterThan(119_000);
    expect((carriedBytes * 8) / 10).toBeLessThan(125_000);
  });
});

describe('a repetition of TCP', () => {
  it('comes after 0.2, 0.6, 1.4, 3.0, 6.2 and 12.6 seconds', () => {
    const tries = [0, 300, 1_000, 2_000, 4_000, 8_000].map((now) => nextTry(0, 200, now));
    expect(tries).toEqual([200, 600, 1_400, 3_000, 6_200, 12_600]);
  });
});

const echoing = async (): Promise<{ socket: Socket; port: number }> => {
  const socket = createSocket('udp4');
  socket.on('message', (packet, from) => socket.send(packet, from.port, from.address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, port: socket.address().port };
};

describe('a UDP pump', () => {
  it('carries there and back, keeps two browsers apart, and carries nothing while it is cut', async () => {
    const echo = await echoing();
    const pump = await UdpPump.open({
      address: '127.0.0.2',
      port: echo.port,
      target: { address: '127.0.0.1', port: echo.port },
    });
    const [one, other] = [createSocket('udp4'), createSocket('udp4')];
    try {
      one.send('one', echo.port, '127.0.0.2');
      expect(String((await once(one, 'message'))[0])).toBe('one');
      other.send('other', echo.port, '127.0.0.2');
      expect(String((await once(other, 'message'))[0])).toBe('other');

      pump.cut();
      one.send('lost', echo.port, '127.0.0.2');
      while (pump.toTarget.dropped === 0) await new Promise(setImmediate);
      pump.mend();
      one.send('found', echo.port, '127.0.0.2');
      expect(String((await once(one, 'message'))[0])).toBe('found');
    } finally {
      for (const socket of [one, other, echo.socket]) socket.close();
      pump.close();
    }
  });
});

describe('a TCP pump', () => {
  it('holds back what comes while it is cut, closes nothing, and delivers all in order', async () => {
    const server = createServer((socket) => socket.pipe(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const pump = await TcpPump.open({ address: '127.0.0.2', port, target: { address: '127.0.0.1', port } });
    const client = connect(port, '127.0.0.2');
    let heard = '';
    client.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    const hears = async (words: string): Promise<void> => {
      while (heard !== words) await once(client, 'data');
    };
    try {
      pump.shape({ delayMs: 5, lossShare: 0.3, bitsPerSecond: null });
      const words = Array.from({ length: 200 }, (_, at) => `${at} `);
      for (const word of words) {
        client.write(word);
        await new Promise(setImmediate);
      }
      await hears(words.join(''));
      heard = '';
      pump.shape({ delayMs: 5, lossShare: 0, bitsPerSecond: null });
      client.write('a');
      await hears('a');
      pump.cut();
      client.write('b');
      client.write('c');
      pump.mend();
      await hears('abc');
    } finally {
      client.destroy();
      await pump.close();
      server.close();
    }
  });
});
