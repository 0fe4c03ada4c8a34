import { randomUUID } from 'node:crypto';
import { TICKET_SECRET, signTicket } from '../../support/tickets';
import { startMedia } from '../../../scripts/run/media.mjs';
import { nodeIdOf } from '../../support/media-process';
import { openStage } from '../../support/stage';
import { until } from '../../support/until';
import type { Fault } from '../fault-row';
import { knock, tell } from './raw-socket';

const TOLD_WITHIN_MS = 30_000;

/**
 * Fault 9: tickets that must open nothing: of another room, expired, unsigned, signed with another secret, made
 * out to another node, and of somebody who was removed. Each refusal stands in the audit log.
 */
export const ticketsRefused: Fault = async () => {
  const stage = await openStage({ now: '2026-11-24T01:00:00Z', media: false });
  try {
    const media = await startMedia({ dataDir: stage.dataDir, redisUrl: stage.redisUrl, env: stage.env, workers: 1 });
    try {
      await stage.startServer({ role: 'all' });
      const aud = await nodeIdOf(media);
      const now = Math.floor(stage.now().getTime() / 1_000);
      const good = { aud, iat: now, exp: now + 600 };
      const [callId, other] = [randomUUID(), randomUUID()];
      const removed = { ...good, callId, seat: randomUUID() };
      const host = await knock(media.url, signTicket({ ...good, callId, seat: randomUUID(), role: 'host' }));
      const guest = await knock(media.url, signTicket(removed));
      for (const socket of [host, guest]) await tell(socket, 'call.join', {});
      await tell(host, 'peer.remove', { seat: removed.seat });

      const claims = (seat: string) => ({ ...good, callId: other, seat });
      const bad: readonly (readonly [what: string, seat: string, ticket: string])[] = [
        ['of another room', ...seated((seat) => withCall(signTicket({ ...good, callId, seat }), other))],
        ['expired', ...seated((seat) => signTicket({ ...claims(seat), iat: now - 900, exp: now - 300 }))],
        ['unsigned', ...seated((seat) => unsigned(signTicket(claims(seat))))],
        ['of another secret', ...seated((seat) => signTicket(claims(seat), `${TICKET_SECRET}-not`))],
        ['of another node', ...seated((seat) => signTicket({ ...claims(seat), aud: 'media-elsewhere' }))],
        ['of a removed person', removed.seat, signTicket(removed)],
      ];
      let admitted = 0;
      for (const [, , ticket] of bad) {
        const answer = await knock(media.url, ticket).then(
          (socket) => socket.close(),
          () => null,
        );
        if (answer !== null) admitted += 1;
      }
      const written = async (): Promise<number> =>
        (
          await stage.query(
            `SELECT DISTINCT detail->>'seat' FROM audit_event
             WHERE action = 'call.refused' AND detail->>'seat' = ANY($1)`,
            [bad.map(([, seat]) => seat)],
          )
        ).length;
      // What does not come in time is counted as not written down.
      await until(async () => (await written()) === bad.length, TOLD_WITHIN_MS).catch(() => undefined);
      const audited = await written();
      for (const socket of [host, guest]) socket.close();
      return [
        {
          name: '9 tickets refused',
          acknowledged: admitted,
          lost: bad.length - audited,
          duplicated: 0,
          refused: bad.length - admitted,
          recoveredMs: null,
          pass: admitted === 0 && audited === bad.length,
          note: `${audited} of ${bad.length} in the audit log: ${bad.map(([what]) => what).join(', ')}`,
        },
      ];
    } finally {
      await media.stop();
    }
  } finally {
    await stage.stop();
  }
};

function seated(make: (seat: string) => string): readonly [seat: string, ticket: string] {
  const seat = randomUUID();
  return [seat, make(seat)];
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The ticket with another call written over its own; its signature stays. */
function withCall(ticket: string, callId: string): string {
  const [head = '', body = '', signature = ''] = ticket.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return [head, encode({ ...claims, callId }), signature].join('.');
}

/** The ticket as "none" would have it: no algorithm and no signature. */
const unsigned = (ticket: string): string => [encode({ alg: 'none', typ: 'JWT' }), ticket.split('.')[1], ''].join('.');
