import { refusalOf } from '@domain/errors';
import { checkArrival, type ExpectedVisit } from './check-in-window';

const ZONE = 'Asia/Shanghai';
const at = (time: string) => Date.parse(`2026-11-24T${time}:00+08:00`);
const visit = (change: Partial<ExpectedVisit> = {}): ExpectedVisit => ({
  startsAt: at('10:00'),
  endsAt: at('10:30'),
  registeredAt: at('10:00') - 86_400_000,
  registeredAtStation: true,
  ...change,
});
const refusal = (work: () => void) => {
  const refused = refusalOf(work);
  return refused && { code: refused.code, params: refused.params };
};

describe('window of arrival', () => {
  it('opens exactly 60 minutes before the start', () => {
    expect(refusal(() => checkArrival(visit(), at('09:00'), ZONE))).toBeNull();
    expect(refusal(() => checkArrival(visit(), at('09:00') - 1, ZONE))).toEqual({
      code: 'CHECK_IN_TOO_EARLY',
      params: { startsAt: '2026-11-24T02:00:00.000Z' },
    });
  });

  it('closes at the end of the slot', () => {
    expect(refusal(() => checkArrival(visit(), at('10:30') - 1, ZONE))).toBeNull();
    expect(refusal(() => checkArrival(visit(), at('10:30'), ZONE))).toMatchObject({ code: 'TIME_PAST' });
  });

  it('is open at once for who registered at the counter today', () => {
    expect(refusal(() => checkArrival(visit({ registeredAt: at('08:31') }), at('08:35'), ZONE))).toBeNull();
  });

  it('is not opened by having registered on the web today', () => {
    const web = visit({ registeredAt: at('08:31'), registeredAtStation: false });
    expect(refusal(() => checkArrival(web, at('08:35'), ZONE))).toMatchObject({ code: 'CHECK_IN_TOO_EARLY' });
  });
});
