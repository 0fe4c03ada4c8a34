import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import jwt from 'jsonwebtoken';
import { CALL_EVENTS_QUEUE, callEvent, type CallEvent } from '@contracts/media/control';
import { host, party, TestHouse, TICKET_SECRET } from '../test-support/house';

type Refusal = Extract<CallEvent, { kind: 'refused' }>;

describe('a refused ticket', () => {
  let house: TestHouse;
  let taker: Worker;
  const told: Refusal[] = [];
  let look: () => void = () => undefined;

  beforeAll(async () => {
    house = await TestHouse.open();
    taker = new Worker(
      CALL_EVENTS_QUEUE,
      (job) => {
        const event = callEvent.parse(job.data);
        if (event.kind === 'refused' && event.nodeId === house.node.id) told.push(event);
        look();
        return Promise.resolve();
      },
      { connection: { url: house.redis.url, maxRetriesPerRequest: null } },
    );
    taker.on('error', () => undefined);
  });
  afterAll(async () => {
    await taker.close();
    await house.close();
  });

  const toldOf = (callId: string): Promise<Refusal> =>
    new Promise((resolve) => {
      look = () => {
        const found = told.find((event) => event.callId === callId);
        if (found) resolve(found);
      };
      look();
    });
  const refuse = async (ticket: string): Promise<void> => {
    await expect(house.connect(ticket)).rejects.toThrow();
  };

  it('is told to the server when it has expired', async () => {
    const callId = randomUUID();
    const person = party('A');
    await refuse(house.ticket(callId, person, { exp: Math.floor(Date.now() / 1000) - 10 }));
    expect(await toldOf(callId)).toMatchObject({ seat: person.seat, code: 'TICKET_EXPIRED', message: 'ticket' });
  });

  it('is told when it is signed by nobody (algorithm none)', async () => {
    const callId = randomUUID();
    const person = party('A');
    await refuse(jwt.sign(house.claims(callId, person), null, { algorithm: 'none' }));
    expect(await toldOf(callId)).toMatchObject({ seat: person.seat, code: 'TICKET_INVALID' });
  });

  it('is told when the ticket of one room was rewritten for another', async () => {
    const [own, other] = [randomUUID(), randomUUID()];
    const person = party('A');
    const [head, , signature] = house.ticket(own, person).split('.');
    const forged = Buffer.from(JSON.stringify(house.claims(other, person))).toString('base64url');
    await refuse(`${head}.${forged}.${signature}`);
    expect(await toldOf(other)).toMatchObject({ seat: person.seat, code: 'TICKET_INVALID' });
    expect(jwt.verify(house.ticket(own, person), TICKET_SECRET)).toMatchObject({ callId: own });
  });

  it('is told when the person was removed, and so is a message beyond the grants', async () => {
    const callId = randomUUID();
    const [official, resident] = [host(), party('A')];
    const peer = await house.arrive(callId, official);
    const removed = await house.arrive(callId, resident);
    await expect(removed.ask('call.end')).rejects.toThrow('NOT_ALLOWED');
    expect(await toldOf(callId)).toMatchObject({ seat: resident.seat, code: 'NOT_ALLOWED', message: 'call.end' });
    told.length = 0;
    await peer.ask('peer.remove', { seat: resident.seat });
    await removed.until(() => removed.over.includes('removed'));
    await refuse(house.ticket(callId, resident));
    expect(await toldOf(callId)).toMatchObject({ seat: resident.seat, code: 'TICKET_REVOKED' });
  });
});
