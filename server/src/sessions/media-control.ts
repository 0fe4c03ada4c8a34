import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';
import { MediaNodes } from './media-nodes';

const PATIENCE_MS = 3000;
const NOT_FOUND = 404;

/** Orders to a media node over HTTP, signed as the contract says (`media/control.ts`). */
@Injectable()
export class MediaControl {
  constructor(
    private readonly nodes: MediaNodes,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'CONTROL_SECRET'>,
  ) {}

  /** Ends a call and kills its tickets. A node that is gone, or never heard of the call, has nothing to end. */
  async endCall(nodeId: string, callId: string): Promise<void> {
    const node = await this.nodes.find(nodeId);
    if (!node) return;
    await this.post(node.controlUrl, `/control/calls/${callId}/end`, {});
  }

  private async post(controlUrl: string, path: string, message: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify(message);
    const timestamp = String(this.clock.now().getTime());
    const signature = createHmac('sha256', this.config.CONTROL_SECRET)
      .update(`${timestamp}.POST.${path}.${body}`)
      .digest('hex');
    const answer = await fetch(new URL(path, controlUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-control-timestamp': timestamp,
        'x-control-signature': signature,
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok && answer.status !== NOT_FOUND) throw new Error(`The media node answered ${answer.status}.`);
  }
}
