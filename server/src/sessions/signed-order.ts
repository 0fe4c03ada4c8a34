import { createHmac } from 'node:crypto';

/** The headers by which a media node knows an order of ours (`media/control.ts`). `at` is the time of the house. */
export function signedHeaders(
  secret: string,
  order: { at: Date; method: 'GET' | 'POST'; path: string; body: string },
): Record<string, string> {
  const timestamp = String(order.at.getTime());
  const signature = createHmac('sha256', secret)
    .update(`${timestamp}.${order.method}.${order.path}.${order.body}`)
    .digest('hex');
  return { 'x-control-timestamp': timestamp, 'x-control-signature': signature };
}
