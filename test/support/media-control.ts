import { createHmac } from 'node:crypto';
import { z } from 'zod';

const callOnNode = z.object({
  callId: z.string(),
  caucusOf: z.enum(['A', 'B']).nullable(),
  peers: z.array(
    z.object({
      seat: z.string(),
      role: z.string(),
      space: z.string(),
      connected: z.boolean(),
      sources: z.array(z.string()),
      /** Consumers: streams of others that the node sends to this peer. */
      listenings: z.number(),
    }),
  ),
});
export type CallOnNode = z.infer<typeof callOnNode>;

/** What the media node itself says of a call, asked as the server asks it. Null when it knows no such call. */
export async function askNode(nodeUrl: string, secret: string, callId: string): Promise<CallOnNode | null> {
  const path = `/control/calls/${callId}`;
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`${timestamp}.GET.${path}.`).digest('hex');
  const answer = await fetch(nodeUrl + path, {
    headers: { 'x-control-timestamp': timestamp, 'x-control-signature': signature },
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`The media node answered ${answer.status}: ${await answer.text()}`);
  return callOnNode.parse(await answer.json());
}
