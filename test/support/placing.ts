import type { RequestView } from '@contracts/http/requests';
import type { TestApp } from './app';
import type { TestClient } from './client';
import { refusedBy } from './refused';

/** An instant of the day on which the tests stand, a Tuesday, or of another; `HH:mm` in UTC. */
export const at = (time: string, day = '2026-11-24'): string => `${day}T${time}:00.000Z`;

/** By hand at three in the afternoon, when all are open. */
export const THREE = { startsAt: at('07:00') };

/** What must be refused by hand is refused with this code, in earnest and as a rehearsal, and changes nothing. */
export async function refusesByHand(
  { app, scheduler }: { readonly app: TestApp; readonly scheduler: TestClient },
  request: RequestView,
  wish: object,
  code: string,
  params: object = {},
): Promise<void> {
  const path = `/api/requests/${request.id}/place`;
  expect(await refusedBy(app, () => scheduler.postOnce(path, wish))).toMatchObject({ code, params });
  expect(await refusedBy(app, () => scheduler.post(`${path}?check=true`, wish))).toMatchObject({ code, params });
}
