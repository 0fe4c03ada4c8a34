import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { host, party, TestHouse } from '../test-support/house';
import type { TestPeer } from '../test-support/test-peer';

const MIB = 1024 * 1024;

describe('who abuses the node', () => {
  let house: TestHouse;
  let callId: string;
  let neighbour: TestPeer;
  let offender: TestPeer;

  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    callId = randomUUID();
    neighbour = await house.arrive(callId, host());
    offender = await house.arrive(callId, party('A'));
  });

  const closed = (peer: TestPeer): Promise<unknown> =>
    new Promise((resolve) => peer.socket.once('disconnect', resolve));
  const neighbourIsAnswered = () => expect(neighbour.ask('text.send', { text: '在' })).resolves.toEqual({});

  it('with a frame of ten megabytes is closed, and the neighbours are answered', async () => {
    const gone = closed(offender);
    offender.socket.emit('text.send', { text: 'a'.repeat(10 * MIB) }, () => undefined);
    await gone;
    await neighbourIsAnswered();
  });

  it('with JSON nested thousands of times is refused by a code, and the neighbours are answered', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const answered = new Promise<string>((resolve) => {
      offender.socket.io.engine.on('data', (data: unknown) => {
        if (typeof data === 'string' && data.startsWith('399[')) resolve(data);
      });
    });
    // Written by hand: a library of ours would stumble over it before the node could.
    offender.socket.io.engine.write(`299["text.send",${deep}]`);
    expect(await answered).toContain('INPUT_');
    await neighbourIsAnswered();
  });

  it('with ten thousand messages at once is closed, and the neighbours are answered', async () => {
    const gone = closed(offender);
    for (let count = 0; count < 10_000; count += 1) offender.socket.emit('text.send', { text: '快' }, () => undefined);
    await gone;
    await neighbourIsAnswered();
  });

  it('with a socket that never reads is closed once too much waits for it, and the neighbours are answered', async () => {
    const person = party('B');
    const deaf = await Deaf.join(house, house.ticket(callId, person));
    const peer = house.call(callId).getPeer(person.seat);
    const cut = new Promise((resolve) => peer.once('link', resolve));
    const text = { seat: person.seat, text: '说'.repeat(1_000), at: new Date().toISOString() };
    deaf.stopReading();
    const told = setInterval(() => {
      for (let count = 0; count < 200; count += 1) peer.tell('text.received', text);
    }, 1);
    expect(await cut).toBe(false);
    clearInterval(told);
    expect(peer.connected).toBe(false);
    await neighbourIsAnswered();
    deaf.close();
  });
});

/** A browser's half of a signalling connection, spoken by hand, that can stop reading. */
class Deaf {
  private constructor(private readonly socket: Socket) {}

  static async join(house: TestHouse, ticket: string): Promise<Deaf> {
    const socket = connect(house.node.port, '127.0.0.1');
    // The node resets a connection that it gives up.
    socket.on('error', () => undefined);
    let heard = '';
    let look: () => void = () => undefined;
    socket.on('data', (data: Buffer) => {
      heard += data.toString('latin1');
      look();
    });
    const hears = (words: string): Promise<void> =>
      new Promise((resolve) => {
        look = () => heard.includes(words) && resolve();
        look();
      });
    socket.write(
      'GET /signalling/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n' +
        'Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    await hears('pingInterval');
    socket.write(textFrame(`40${JSON.stringify({ ticket })}`));
    await hears('40{"sid"');
    socket.write(textFrame('421["call.join",{}]'));
    await hears('431[{"ok":true');
    return new Deaf(socket);
  }

  stopReading(): void {
    this.socket.pause();
  }

  close(): void {
    this.socket.destroy();
  }
}

/** One masked WebSocket text frame. The mask is zero, so that the words stay as they are. */
function textFrame(text: string): Buffer {
  const words = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(words.length < 126 ? 6 : 8);
  head[0] = 0x81;
  head[1] = 0x80 | (words.length < 126 ? words.length : 126);
  if (words.length >= 126) head.writeUInt16BE(words.length, 2);
  return Buffer.concat([head, words]);
}
