import { DomainError } from '@domain/errors';
import { NODE_KEY_PREFIX, nodeRegistration, type NodeRegistration } from '@contracts/media/control';
import { Injectable } from '@nestjs/common';
import { Logger } from '../common/logger';
import { Redis } from '../common/redis';
import { NodeHealth } from './node-health';

/** What a call asks of the node it is placed on. */
export interface PlacingWish {
  readonly callId: string;
  /** Where it is now, or null before its first ticket. */
  readonly currentId: string | null;
  /** Only a node that can record will do. */
  readonly mustRecord: boolean;
  /** Where its stations stand; a node of one of these regions is preferred. Empty: it does not matter. */
  readonly regions: readonly string[];
}

export interface Placed {
  readonly node: NodeRegistration;
  /** The node that was asked and found dead, or that is being emptied and has not begun this call. */
  readonly left: NodeRegistration | null;
}

/** Media nodes that are alive, as they say of themselves in Redis; one that is silent for 15 s is gone. */
@Injectable()
export class MediaNodes {
  constructor(
    private readonly redis: Redis,
    private readonly health: NodeHealth,
    private readonly logger: Logger,
  ) {}

  /**
   * The node for a call: the one it is on, as long as that lives, else the least loaded that takes new
   * calls. Each is asked itself before it is named; the entry of a dead one is deleted. Throws
   * NO_MEDIA_NODE when there is none, RECORDER_AWAY when there is none that can record.
   */
  async place(wish: PlacingWish): Promise<Placed> {
    const registered = await this.listAlive();
    const current = registered.find((node) => node.id === wish.currentId) ?? null;
    if (current && (await this.keeps(current, wish))) return { node: current, left: null };
    const others = registered.filter((node) => node !== current);
    for (;;) {
      const chosen = leastLoaded(others, wish);
      if (!chosen) throw new DomainError(leastLoaded(others) ? 'RECORDER_AWAY' : 'NO_MEDIA_NODE');
      if (await this.isAlive(chosen)) return { node: chosen, left: current };
      others.splice(others.indexOf(chosen), 1);
    }
  }

  /** A call is not taken off a node that lives; only one that has not begun leaves a node that is being emptied. */
  private async keeps(node: NodeRegistration, { callId }: PlacingWish): Promise<boolean> {
    if (!(await this.isAlive(node))) return false;
    return !node.draining || this.health.hasCall(node, callId);
  }

  private async isAlive(node: NodeRegistration): Promise<boolean> {
    if (await this.health.isAlive(node)) return true;
    this.logger.warn('a media node does not answer: its entry is deleted', { nodeId: node.id });
    await this.redis.client.del(NODE_KEY_PREFIX + node.id);
    return false;
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

/**
 * Of the nodes that are not being emptied, and can record where that is a must: one of the wished regions
 * if there is any, then the one with the fewest consumers a worker, for consumers are what costs; then the
 * fewest calls.
 */
export function leastLoaded(
  nodes: readonly NodeRegistration[],
  wish: Pick<PlacingWish, 'mustRecord' | 'regions'> = { mustRecord: false, regions: [] },
): NodeRegistration | null {
  const load = (node: NodeRegistration): number => node.consumers / Math.max(1, node.workers);
  const away = (node: NodeRegistration): number =>
    wish.regions.length === 0 || (node.region !== null && wish.regions.includes(node.region)) ? 0 : 1;
  const open = nodes.filter((node) => !node.draining && (node.records || !wish.mustRecord));
  return (
    open.toSorted(
      (one, other) =>
        away(one) - away(other) || load(one) - load(other) || one.calls - other.calls || one.id.localeCompare(other.id),
    )[0] ?? null
  );
}
