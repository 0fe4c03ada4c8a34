import { DomainError } from '@domain/errors';
import { errorBody } from '@contracts/errors';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { CONFIG, type Config } from '../config';
import { MediaNodes } from './media-nodes';
import { signedHeaders } from './signed-order';

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

  /** Another node has the call now. Whoever is still on this one, should it live after all, is sent there. */
  async letGo(controlUrl: string, callId: string): Promise<void> {
    await this.post(controlUrl, `/control/calls/${callId}/let-go`, {});
  }

  /** Sends a person out of a call and kills their tickets. Nothing to do where the node, or the person, is gone. */
  async removeSeat(nodeId: string, callId: string, seat: string): Promise<void> {
    const node = await this.nodes.find(nodeId);
    if (node) await this.post(node.controlUrl, `/control/calls/${callId}/remove`, { seat });
  }

  /** A person was led away from a shared set, or is back. Throws SET_SHARED where the node refuses it. */
  async setLedOut(nodeId: string, callId: string, seat: string, ledOut: boolean): Promise<void> {
    const node = await this.nodes.find(nodeId);
    if (node) await this.post(node.controlUrl, `/control/calls/${callId}/led-out`, { seat, ledOut });
  }

  private async post(controlUrl: string, path: string, message: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify(message);
    const order = { at: this.clock.now(), method: 'POST', path, body } as const;
    const answer = await fetch(new URL(path, controlUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signedHeaders(this.config.CONTROL_SECRET, order) },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok || answer.status === NOT_FOUND) return;
    const refusal = errorBody.safeParse(await answer.json().catch(() => null));
    if (refusal.success) throw new DomainError(refusal.data.code, refusal.data.params);
    throw new Error(`The media node answered ${answer.status}.`);
  }
}
