import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  webhookBody,
  webhookTestBody,
  type WebhookCreated,
  type WebhookDelivery,
  type WebhookDeliveryPage,
  type WebhookPage,
} from '@contracts/http/webhooks';
import type { RequestView } from '@contracts/http/requests';
import { Webhook } from 'standardwebhooks';
import { WebhookSender } from '../../server/src/webhooks/webhook-sender';
import { startApp, type TestApp } from '../support/app';
import { asStaff, type TestClient } from '../support/client';
import { createCounty, createStaff, type TestCounty } from '../support/county';
import { refusedBy } from '../support/refused';
import { consultation } from '../support/registering';

const NAMES = /居民|1990000/;
let app: TestApp;
let county: TestCounty;
let admin: TestClient;
let clerk: TestClient;
let receiver: Receiver;

beforeAll(async () => {
  app = await startApp();
  county = await createCounty(app.database);
  admin = await asStaff(app, await createStaff(app.database, { username: 'webhook-admin', role: 'admin' }));
  clerk = await asStaff(app, county.stations[0].clerkId);
  receiver = await startReceiver();
});
afterAll(async () => {
  receiver.stop();
  await app.stop();
});

const sweep = () => app.app.get(WebhookSender).sweep();
const endpoint = async (events: string[]) =>
  (await admin.postOnce<WebhookCreated>('/api/webhooks', { name: '示范系统', url: receiver.url, events })).body;

describe('telling other systems', () => {
  it('sends what happened once, signed so that the receiver can verify it, without a name or a number', async () => {
    const { id, secret } = await endpoint(['appointment.booked', 'request.registered']);
    const { body: request } = await clerk.postOnce<RequestView>('/api/requests', consultation(county, 51));
    await sweep();
    await sweep();
    const sent = receiver.messages.splice(0);
    expect(sent.map(({ body }) => webhookBody.parse(JSON.parse(body)).event).sort()).toEqual([
      'appointment.booked',
      'request.registered',
    ]);
    const message = sent.find(({ body }) => body.includes('appointment.booked'));
    if (!message) throw new Error('nothing was sent');
    const verified: unknown = new Webhook(secret).verify(message.body, message.headers as Record<string, string>);
    const body = webhookBody.parse(verified);
    expect(body).toMatchObject({ event: 'appointment.booked', requestId: request.id, requestNo: request.no });
    expect(body.startsAt).toBe(request.appointment?.startsAt);
    expect(message.body).not.toMatch(NAMES);
    expect(() => new Webhook(secret).verify(`${message.body} `, message.headers as Record<string, string>)).toThrow(
      'No matching signature',
    );
    const { body: page } = await admin.get<WebhookDeliveryPage>(`/api/webhooks/${id}/deliveries`);
    const delivered = { state: 'delivered', attempts: 1 };
    expect(page.items).toMatchObject([delivered, delivered]);
    await admin.delete(`/api/webhooks/${id}`);
  });

  it('tries again after a failure, later each time and under the same id, and gives up in the end', async () => {
    const { id } = await endpoint(['appointment.booked']);
    await clerk.postOnce('/api/requests', consultation(county, 52));
    receiver.status = 500;
    const ids = new Set<string>();
    for (let tried = 1; tried <= 9; tried += 1) {
      await sweep();
      const [message] = receiver.messages.splice(0);
      ids.add(String(message?.headers['webhook-id']));
      const { body } = await admin.get<WebhookDeliveryPage>(`/api/webhooks/${id}/deliveries`);
      expect(body.items[0]).toMatchObject({ attempts: tried, state: tried < 9 ? 'pending' : 'failed' });
      app.setNow(body.items[0]?.dueAt ?? '');
    }
    expect(ids.size).toBe(1);
    await sweep();
    expect(receiver.messages).toEqual([]);

    receiver.status = 204;
    const { body } = await admin.get<WebhookDeliveryPage>(`/api/webhooks/${id}/deliveries`);
    expect((await admin.post(`/api/webhook-deliveries/${body.items[0]?.id}/retry`)).status).toBe(204);
    await sweep();
    expect(receiver.messages.splice(0)).toHaveLength(1);
    await admin.delete(`/api/webhooks/${id}`);
  });

  it('two workers at once send each message once', async () => {
    const { id } = await endpoint(['appointment.booked', 'request.unplaced']);
    for (const n of [53, 54, 55, 56]) await clerk.postOnce('/api/requests', consultation(county, n));
    await Promise.all([sweep(), sweep()]);
    const sent = receiver.messages.splice(0).map(({ headers }) => headers['webhook-id']);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    expect(new Set(sent).size).toBe(sent.length);
    await admin.delete(`/api/webhooks/${id}`);
  });

  it('tries an endpoint once for one key with a signed word about nothing, whatever it listens to', async () => {
    const { id, secret } = await endpoint(['request.withdrawn']);
    const { id: other } = await endpoint(['request.withdrawn']);
    const path = `/api/webhooks/${id}/test`;
    const first = await admin.postOnce<WebhookDelivery>(path, {}, 'webhook-tried-once-1');
    const again = await admin.postOnce<WebhookDelivery>(path, {}, 'webhook-tried-once-1');
    expect([first.status, first.body.event, first.body.state]).toEqual([201, 'webhook.test', 'pending']);
    expect(again.body).toEqual(first.body);
    await sweep();
    const [message, ...more] = receiver.messages.splice(0);
    if (!message) throw new Error('nothing was sent');
    expect(more).toEqual([]);
    const verified: unknown = new Webhook(secret).verify(message.body, message.headers as Record<string, string>);
    expect(webhookTestBody.parse(verified)).toMatchObject({ id: first.body.id, event: 'webhook.test' });
    const { body: page } = await admin.get<WebhookDeliveryPage>(`/api/webhooks/${id}/deliveries`);
    expect(page.items).toMatchObject([{ id: first.body.id, state: 'delivered', attempts: 1, lastError: null }]);
    for (const made of [id, other]) await admin.delete(`/api/webhooks/${made}`);
  });

  it('shows the secret once, and to a repetition of the same creation', async () => {
    const body = { name: '示范系统', url: receiver.url, events: ['request.withdrawn'] };
    const key = 'webhook-created-twice-1';
    const first = await admin.postOnce<WebhookCreated>('/api/webhooks', body, key);
    const second = await admin.postOnce<WebhookCreated>('/api/webhooks', body, key);
    expect(second.body).toEqual(first.body);
    const { body: page } = await admin.get<WebhookPage>('/api/webhooks?limit=1');
    expect(page.items).toHaveLength(1);
    expect(JSON.stringify(page)).not.toContain('whsec_');
    const kept = await app.database.query(`SELECT 1 FROM idempotency_key WHERE answer::text LIKE '%whsec_%'`);
    expect(kept).toEqual([]);
  });
});

describe('what is refused, changing nothing', () => {
  it.each(['scheduler', 'auditor', 'dutyLeader'] as const)('a %s may not say who else is told', async (role) => {
    const other = await asStaff(app, await createStaff(app.database, { username: `webhook-${role}`, role }));
    const body = { name: 'x', url: receiver.url, events: ['request.withdrawn'] };
    expect(await refusedBy(app, () => other.postOnce('/api/webhooks', body))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
  });

  it('a trial of an endpoint that is switched off, of none, without a key, and by anybody else', async () => {
    const { id, version } = await endpoint(['request.withdrawn']);
    const scheduler = await asStaff(app, county.schedulerId);
    const nowhere = '/api/webhooks/00000000-0000-4000-8000-000000000000/test';
    const path = `/api/webhooks/${id}/test`;
    expect(await refusedBy(app, () => admin.post(path))).toMatchObject({ code: 'IDEMPOTENCY_KEY_MISSING' });
    expect(await refusedBy(app, () => admin.postOnce(nowhere))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await refusedBy(app, () => scheduler.postOnce(path))).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    await admin.patch(`/api/webhooks/${id}`, { active: false, version });
    expect(await refusedBy(app, () => admin.postOnce(path))).toMatchObject({ status: 409, code: 'STATE_FORBIDS' });
    await admin.delete(`/api/webhooks/${id}`);
  });

  it('an address that is none, an event that is none, and a change of what somebody else has changed', async () => {
    const good = { name: 'x', url: receiver.url, events: ['request.withdrawn'] };
    for (const wrong of [{ url: 'file:///etc/hosts' }, { events: ['request.read'] }, { events: [] }]) {
      const refused = await refusedBy(app, () => admin.postOnce('/api/webhooks', { ...good, ...wrong }));
      expect(refused).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    }
    const { body: made } = await admin.postOnce<WebhookCreated>('/api/webhooks', good);
    const stale = { active: false, version: made.version - 1 };
    expect(await refusedBy(app, () => admin.patch(`/api/webhooks/${made.id}`, stale))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
    });
  });
});

interface Receiver {
  readonly url: string;
  readonly messages: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  status: number;
  stop(): void;
}

/** Another system of the bureau, on a port of its own. */
async function startReceiver(): Promise<Receiver> {
  const messages: Receiver['messages'] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      messages.push({ headers: request.headers, body });
      response.writeHead(own.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const own: Receiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    messages,
    status: 204,
    stop: () => void server.close(),
  };
  return own;
}
