import { DomainError } from '@domain/errors';
import { NODE_KEY_PREFIX, nodeRegistration, type NodeRegistration } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import { Logger } from '../common/logger';
import { Redis } from '../common/redis';

/** Media nodes that are alive, as they say of themselves in Redis; one that is silent for 15 s is gone. */
@Injectable()
export class MediaNodes {
  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  /**
   * The node for a call: the one it is on, as long as that lives, else the least loaded that takes new
   * calls. Throws NO_MEDIA_NODE when there is none.
   */
  async place(currentId: string | null): Promise<NodeRegistration> {
    const alive = await this.listAlive();
    const current = alive.find((node) => node.id === currentId);
    const chosen = current ?? leastLoaded(alive);
    if (!chosen) throw new DomainError('NO_MEDIA_NODE');
    return chosen;
  }

  async find(id: string): Promise<NodeRegistration | null> {
    return (await this.listAlive()).find((node) => node.id === id) ?? null;
  }

  private async listAlive(): Promise<NodeRegistration[]> {
    try {
      const keys = await this.keys();
      const values = keys.length > 0 ? await this.redis.client.mget(keys) : [];
      return values.flatMap((value) => this.parse(value));
    } catch (error) {
      this.logger.failure('media nodes cannot be read', error);
      throw new DomainError('NO_MEDIA_NODE');
    }
  }

  private async keys(): Promise<string[]> {
    const keys = new Set<string>();
    let cursor = '0';
    do {
      const [next, found] = await this.redis.client.scan(cursor, 'MATCH', `${NODE_KEY_PREFIX}*`, 'COUNT', 1000);
      found.forEach((key) => keys.add(key));
      cursor = next;
    } while (cursor !== '0');
    return [...keys];
  }

  private parse(value: string | null): NodeRegistration[] {
    if (value === null) return [];
    const parsed = nodeRegistration.safeParse(JSON.parse(value));
    if (!parsed.success) this.logger.warn('a media node registered in words that are not understood');
    return parsed.success ? [parsed.data] : [];
  }
}

/** The node with the fewest consumers a worker, for consumers are what costs; then the fewest calls. */
export function leastLoaded(nodes: readonly NodeRegistration[]): NodeRegistration | null {
  const load = (node: NodeRegistration): number => node.consumers / Math.max(1, node.workers);
  const open = nodes.filter((node) => !node.draining);
  return (
    open.toSorted(
      (one, other) => load(one) - load(other) || one.calls - other.calls || one.id.localeCompare(other.id),
    )[0] ?? null
  );
}
