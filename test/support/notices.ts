import type { NoticeView } from '@contracts/http/notices';
import type { RegisterRequest, RequestView } from '@contracts/http/requests';
import { NoticeSender } from '../../server/src/notices/notice-sender';
import type { TestApp } from './app';
import type { TestClient } from './client';

/** A notice as the database holds it. */
export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: string;
  readonly reminder: string | null;
  readonly body: string;
  readonly due_at: Date;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly link: string | null;
}

/** What every test of notices does: books, sends, looks. */
export function noticesOf(app: TestApp, clerk: TestClient) {
  return {
    book: async (body: RegisterRequest): Promise<RequestView> => {
      const answer = await clerk.postOnce<RequestView>('/api/requests', body);
      if (answer.status !== 201) throw new Error(`not registered: ${JSON.stringify(answer.error)}`);
      return answer.body;
    },
    sweep: () => app.app.get(NoticeSender, { strict: false }).sweep(),
    request: async (id: string) => (await clerk.get<RequestView>(`/api/requests/${id}`)).body,
    views: async (id: string) => (await clerk.get<NoticeView[]>(`/api/requests/${id}/notices`)).body,
    rows: (id: string, channel?: string) =>
      app.database.query<NoticeRow>(
        `SELECT id, kind, channel, state, reminder, body, due_at, sent_at, delivered_at, attempts, last_error, link
           FROM notice WHERE request_id = $1 AND ($2::text IS NULL OR channel = $2) ORDER BY due_at, created_at, channel`,
        [id, channel ?? null],
      ),
    events: (id: string) =>
      app.database.query<{ event: string; detail: string }>(
        `SELECT event.event, event.detail FROM notice_event AS event JOIN notice ON notice.id = event.notice_id
          WHERE notice.request_id = $1 ORDER BY event.sequence`,
        [id],
      ),
    /** Sets the clock this far from where the test began counting. */
    at: (instant: Date | string | number) => app.setNow(new Date(instant).toISOString()),
  };
}
