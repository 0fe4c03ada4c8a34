import { randomUUID } from 'node:crypto';
import { DomainError } from '@domain/errors';
import type { CallTicket } from '@contracts/http/sessions';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../common/actor';
import { Redis } from '../common/redis';
import { rateLimitFactor } from '../common/throttle';
import { CONFIG, type Config } from '../config';
import { Stations } from '../identity/stations';
import { CallTickets } from './call-tickets';
import { MediaNodes } from './media-nodes';

/** A check sends real media for some seconds: so many a minute are plenty for one screen or person. */
const CHECKS_A_MINUTE = 6;
const MINUTE_SECONDS = 60;

/** Tickets to a call of one's own on a real media node, in which one hears oneself back. */
@Injectable()
export class LineCheckService {
  constructor(
    private readonly source: DataSource,
    private readonly stations: Stations,
    private readonly nodes: MediaNodes,
    private readonly tickets: CallTickets,
    private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Pick<Config, 'REGION_OF_STATIONS'>,
  ) {}

  /**
   * The node is chosen as for a call of the asker's station. Throws TOO_MANY_TRIES beyond six a minute, and
   * NO_MEDIA_NODE when none is up, which is an answer to the question, too.
   */
  async ticket(actor: Actor, hostName: string): Promise<CallTicket> {
    if (actor.kind !== 'device' && actor.kind !== 'staff') throw new DomainError('NOT_ALLOWED');
    await this.count(`line-check:${actor.kind}:${actor.id}`);
    const callId = randomUUID();
    const { node } = await this.nodes.place({
      callId,
      currentId: null,
      mustRecord: false,
      regions: await this.regionsOf(actor.stationId),
    });
    return this.tickets.forCheck({ callId, node, hostName }, randomUUID());
  }

  private async regionsOf(stationId: string | null): Promise<string[]> {
    const station = stationId === null ? null : await this.stations.find(this.source.manager, stationId);
    const region = station && this.config.REGION_OF_STATIONS[station.code];
    return region ? [region] : [];
  }

  private async count(key: string): Promise<void> {
    const counted = await this.redis.client.multi().incr(key).expire(key, MINUTE_SECONDS, 'NX').exec();
    const [error, times] = counted?.[0] ?? [];
    if (error) throw error;
    if (Number(times) > CHECKS_A_MINUTE * rateLimitFactor()) throw new DomainError('TOO_MANY_TRIES', { minutes: 1 });
  }
}
