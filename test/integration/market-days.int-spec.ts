import type { StationMarket } from '@contracts/http/capacity';
import { freshBureau } from '../support/bureau';
import { refusedBy } from '../support/refused';

const NONE = { weekdays: [], digits: [] };
const bureau = freshBureau();

const path = () => `/api/stations/${bureau.county.stations[0].id}/market-days`;
const markets = () => bureau.database.query('SELECT id, market_weekdays, market_digits FROM station ORDER BY position');

describe('market days', () => {
  it('of a station are set by a scheduler, kept in order and once each, and audited', async () => {
    const body = { weekdays: [7], digits: [8, 2, 5, 2], was: NONE };
    const { status, body: changed } = await bureau.scheduler.put<StationMarket>(path(), body);
    expect([status, changed.weekdays, changed.digits]).toEqual([200, [7], [2, 5, 8]]);
    const { body: all } = await bureau.clerk.get<StationMarket[]>('/api/market-days');
    expect(all[0]).toEqual(changed);
    expect(all[1]).toMatchObject(NONE);
    const audited = await bureau.database.query(`SELECT 1 FROM audit_event WHERE action = 'market.set'`);
    expect(audited).toHaveLength(1);
  });

  it('are refused to others, of no station, of no weekday, and over what somebody else has changed', async () => {
    const before = await markets();
    const put = (who = bureau.scheduler, body: object = {}, at = path()) =>
      refusedBy(bureau.app, () => who.put(at, { weekdays: [1], digits: [], was: NONE, ...body }));
    expect(await put(bureau.clerk)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
    const nowhere = '/api/stations/00000000-0000-4000-8000-000000000000/market-days';
    expect(await put(bureau.scheduler, {}, nowhere)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await put(bureau.scheduler, { weekdays: [8] })).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await put(bureau.scheduler, { was: { weekdays: [3], digits: [] } })).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
    });
    expect(await markets()).toEqual(before);
  });
});
