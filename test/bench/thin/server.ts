import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { DatabaseError, Pool } from 'pg';
import { BARE_INSERT, SAME_ROWS } from './statements';
import { say, sayFailure } from '../../support/say';

/** What the benchmark sends: the slot is named outright, nothing is looked up, nobody is asked who they are. */
export interface ThinBooking {
  readonly stationId: string;
  readonly roomId: string;
  readonly officialId: string;
  readonly clerkId: string;
  readonly topic: string;
  readonly name: string;
  readonly phone: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const NOTICE = '【视频之家】您的约访已排定，请按时到派出所视频室。如需改期，请致电派出所。'.repeat(3);

/** One process, 32 connections, no framework beyond Fastify: the peer that the product is measured against. */
function thinServer(databaseUrl: string): FastifyInstance {
  const pool = new Pool({ connectionString: databaseUrl, max: 32 });
  const app = fastify();
  app.setErrorHandler((error, _request, reply) => {
    const taken = error instanceof DatabaseError && error.code === '23P01';
    void reply.status(taken ? 409 : 500).send({ code: taken ? 'SLOT_TAKEN' : 'INTERNAL' });
  });
  app.post<{ Body: ThinBooking }>('/bare', async ({ body }, reply) => {
    const id = randomUUID();
    const values = [id, body.roomId, body.officialId, body.startsAt, body.endsAt];
    await pool.query({ ...BARE_INSERT, values });
    return reply.status(201).send({ id });
  });
  app.post<{ Body: ThinBooking }>('/same-rows', async ({ body, headers }, reply) => {
    const ids = { person: randomUUID(), request: randomUUID(), party: randomUUID(), appointment: randomUUID() };
    const answer = JSON.stringify({ ...ids, ...body });
    await pool.query({
      ...SAME_ROWS,
      values: [
        ids.person,
        body.name,
        Buffer.from(body.phone).toString('base64'),
        ids.request,
        body.topic,
        '咨询办理所需材料',
        new Date(),
        body.clerkId,
        body.stationId,
        ids.party,
        randomBytes(5).toString('hex'),
        ids.appointment,
        body.officialId,
        body.startsAt,
        body.endsAt,
        body.roomId,
        NOTICE,
        JSON.stringify({ topic: body.topic }),
        headers['idempotency-key'],
        createHash('sha256').update(JSON.stringify(body)).digest('hex'),
        answer,
      ],
    });
    return reply.status(201).header('content-type', 'application/json').send(answer);
  });
  return app;
}

thinServer(process.env['DATABASE_URL'] ?? '')
  .listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
  .then((address) => say(address))
  .catch((error: unknown) => {
    sayFailure(error);
  });
