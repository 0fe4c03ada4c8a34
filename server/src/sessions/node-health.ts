import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import type { NodeRegistration } from '@contracts/media/control';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';
import { signedHeaders } from './signed-order';

/** A node on this side of the world answers in a few milliseconds; one that is only busy gets a second, longer chance. */
const PATIENCE_MS = [300, 700] as const;
const MAX_ANSWER_BYTES = 64 * 1024;

const health = z.object({ nodeId: z.string() });

type Reply = { status: number; body: string } | 'refused' | 'silent';

/** Asks a media node itself, for what it says of itself in Redis outlives it by up to 15 s. */
@Injectable()
export class NodeHealth {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'CONTROL_SECRET'>,
  ) {}

  /**
   * Whether this very start of the node runs. A closed door is death at once; silence is asked twice,
   * one second in all. Another start on the same port is not this node.
   */
  async isAlive(node: NodeRegistration): Promise<boolean> {
    const reply = await this.ask(node.controlUrl, '/health');
    if (typeof reply === 'string') return false;
    const said = health.safeParse(jsonOf(reply.body));
    return said.success && said.data.nodeId === node.id;
  }

  /** Whether the call is on the node now, or goes on there as soon as its people are back. Not on one that is silent. */
  async hasCall(node: NodeRegistration, callId: string): Promise<boolean> {
    const path = `/control/calls/${callId}`;
    const reply = await this.ask(node.controlUrl, path);
    return typeof reply !== 'string' && reply.status === 200;
  }

  private async ask(controlUrl: string, path: string): Promise<Reply> {
    const order = { at: this.clock.now(), method: 'GET', path, body: '' } as const;
    const headers = signedHeaders(this.config.CONTROL_SECRET, order);
    for (const patienceMs of PATIENCE_MS) {
      const reply = await once(new URL(path, controlUrl), headers, patienceMs);
      if (reply !== 'silent') return reply;
    }
    return 'silent';
  }
}

/** Over a connection of its own: one kept from earlier may have been closed by a node that lives. */
function once(url: URL, headers: Record<string, string>, patienceMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const get = url.protocol === 'https:' ? getSecure : getPlain;
    const signal = AbortSignal.timeout(patienceMs);
    const request = get(url, { headers, agent: false, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
        if (body.length > MAX_ANSWER_BYTES) request.destroy();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => resolve('silent'));
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'silent'),
    );
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
