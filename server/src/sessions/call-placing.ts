import { DomainError } from '@domain/errors';
import type { NodeRegistration } from '@contracts/media/control';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SYSTEM } from '../common/actor';
import { AfterCommit } from '../common/after-commit';
import { Audit } from '../common/audit';
import { Logger } from '../common/logger';
import { CONFIG, type Config } from '../config';
import { MediaControl } from './media-control';
import { MediaNodes, type Placed } from './media-nodes';
import { SessionNews } from './news';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';

/** Which media node a call is on. In a transaction of its callers, who have checked the permission. */
@Injectable()
export class CallPlacing {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionRepository,
    private readonly nodes: MediaNodes,
    private readonly control: MediaControl,
    private readonly news: SessionNews,
    private readonly audit: Audit,
    private readonly afterCommit: AfterCommit,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<Config, 'REGION_OF_STATIONS'>,
  ) {}

  /**
   * The call stays on its node while that lives; everyone who asks is sent to the same one. From a dead
   * node it is moved to another, and all who look at the session are told. Throws CALL_NOT_OPEN,
   * CALL_ENDED, NO_MEDIA_NODE, RECORDER_AWAY.
   */
  async place(manager: EntityManager, sessionId: string, mustRecord: boolean): Promise<NodeRegistration> {
    const session = await this.sessions.findLocked(manager, sessionId);
    if (!session) throw new DomainError('CALL_NOT_OPEN');
    if (session.endedAt) throw new DomainError('CALL_ENDED');
    const placed = await this.nodes.place({
      callId: sessionId,
      currentId: session.mediaNodeId,
      mustRecord,
      regions: await this.regionsOf(manager, sessionId),
    });
    if (placed.node.id === session.mediaNodeId) return placed.node;
    await this.sessions.update(manager, sessionId, { mediaNodeId: placed.node.id });
    if (session.mediaNodeId) await this.replaced(manager, session, placed);
    return placed.node;
  }

  private async replaced(manager: EntityManager, session: SessionEntity, { node, left }: Placed): Promise<void> {
    await this.audit.write(manager, SYSTEM, {
      action: 'call.replaced',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { from: session.mediaNodeId, to: node.id },
    });
    this.afterCommit.leave(manager, () => this.news.sessionChanged(this.source.manager, session, 'call.replaced'));
    // A node that was only slow would otherwise keep half of the people to itself.
    if (left) this.afterCommit.leave(manager, () => this.tellOlder(left, session.id));
  }

  private async tellOlder(node: NodeRegistration, callId: string): Promise<void> {
    try {
      await this.control.letGo(node.controlUrl, callId);
    } catch {
      this.logger.warn('the node that a call was taken off cannot be told', { nodeId: node.id, callId });
    }
  }

  private async regionsOf(manager: EntityManager, sessionId: string): Promise<string[]> {
    const regionOf = this.config.REGION_OF_STATIONS;
    if (Object.keys(regionOf).length === 0) return [];
    const codes = await this.sessions.stationCodes(manager, sessionId);
    return [...new Set(codes.flatMap((code) => regionOf[code] ?? []))];
  }
}
