import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import pino from 'pino';
import { NODE_KEY_PREFIX, nodeRegistration, type NodeRegistration } from '@contracts/media/control';
import { askNode } from '../../test/support/media-control';
import { CONTROL_SECRET, host, party, TestHouse } from '../test-support/house';

describe('a node that is being emptied', () => {
  let house: TestHouse;
  let redis: Redis;
  const lines: string[] = [];

  beforeAll(async () => {
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    house = await TestHouse.open({ graceMs: 1_000, emptyMs: 600_000 }, { env: { MEDIA_REGION: 'north' }, log });
    redis = new Redis(house.redis.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await house.close();
  });

  const entry = async (): Promise<NodeRegistration> =>
    nodeRegistration.parse(JSON.parse((await redis.get(NODE_KEY_PREFIX + house.node.id)) ?? ''));
  const order = async (path: string, message: unknown = {}, secret = CONTROL_SECRET): Promise<number> => {
    const body = JSON.stringify(message);
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', secret).update(`${timestamp}.POST.${path}.${body}`).digest('hex');
    const headers = { 'x-control-timestamp': timestamp, 'x-control-signature': signature };
    return (await fetch(house.node.controlUrl + path, { method: 'POST', headers, body })).status;
  };
  const drained = () => lines.some((line) => line.includes('the process may be stopped'));

  it('says where it stands, and that it takes calls', async () => {
    expect(await entry()).toMatchObject({ region: 'north', draining: false, records: false });
  });

  it('is emptied only by who knows the secret', async () => {
    expect(await order('/control/drain', { draining: true }, 'some-other-secret')).toBe(403);
    expect(await order('/control/drain', { draining: 'yes' })).toBe(400);
    expect(house.node.draining).toBe(false);
  });

  it('says so at once, lets its calls go on, takes no new one, and says when the last has ended', async () => {
    const callId = randomUUID();
    const official = await house.arrive(callId, host());
    expect(await order('/control/drain', { draining: true })).toBe(200);
    expect(await entry()).toMatchObject({ draining: true, calls: 1 });

    const late = await house.arrive(callId, party('A'));
    await expect(late.ask('text.send', { text: '在' })).resolves.toEqual({});
    const stranger = await house.connect(house.ticket(randomUUID(), host()));
    await expect(stranger.ask('call.join')).rejects.toThrow('UNAVAILABLE');
    expect(house.node.calls.live.size).toBe(1);

    expect(drained()).toBe(false);
    await official.ask('call.end');
    await official.until(() => official.over.length > 0);
    expect(drained()).toBe(true);
  });

  it('takes its own running call back when its worker dies, and still no new one', async () => {
    const callId = randomUUID();
    expect(await order('/control/drain', { draining: false })).toBe(200);
    const person = host();
    const official = await house.arrive(callId, person);
    expect(await order('/control/drain', { draining: true })).toBe(200);
    const replaced = once(house.node.pool, 'replaced');
    for (const worker of house.node.pool.workers) process.kill(worker.pid, 'SIGKILL');
    await official.until(() => official.over.includes('nodeClosing'));
    await replaced;
    // The server asks before it names a node: the call is known, though nobody is back yet.
    expect(await askNode(house.node.controlUrl, CONTROL_SECRET, callId)).toMatchObject({ callId, peers: [] });
    expect(await askNode(house.node.controlUrl, CONTROL_SECRET, randomUUID())).toBeNull();
    const back = await house.arrive(callId, person);
    const stranger = await house.connect(house.ticket(randomUUID(), host()));
    await expect(stranger.ask('call.join')).rejects.toThrow('UNAVAILABLE');
    await back.ask('call.end');
    await back.until(() => back.over.length > 0);
    expect(await askNode(house.node.controlUrl, CONTROL_SECRET, callId)).toBeNull();
  });

  it('takes calls again when it is told to', async () => {
    expect(await order('/control/drain', { draining: false })).toBe(200);
    expect(await entry()).toMatchObject({ draining: false });
    await house.arrive(randomUUID(), host());
  });

  it('sends everyone of a call elsewhere that another node has, and keeps nothing of where they were', async () => {
    const callId = randomUUID();
    const person = host();
    const official = await house.arrive(callId, person);
    expect(await order(`/control/calls/${callId}/let-go`)).toBe(200);
    await official.until(() => official.over.length > 0);
    expect(official.over).toEqual(['nodeClosing']);
    expect(house.node.calls.live.has(callId)).toBe(false);
    const back = await house.connect(house.ticket(callId, person));
    expect((await back.join()).state.mySpace).toBe('plenary');
  });
});
