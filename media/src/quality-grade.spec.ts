import { CLEAN_LINE as clean } from '../test-support/clean-line';
import { LineHistory } from './line-history';
import { verdictOf, type LineSample } from './quality-grade';

const verdict = (change: Partial<LineSample>) => {
  const { grade, trouble } = verdictOf([{ ...clean, ...change }]);
  return [grade, trouble];
};

describe('line quality', () => {
  it('calls a clean line good, and one with nothing to measure too', () => {
    expect(verdict({})).toEqual(['good', null]);
    expect(verdict({ sendScore: null, receiveScore: null, roundTripMs: null, concealedShare: null })).toEqual([
      'good',
      null,
    ]);
    expect(verdictOf([])).toMatchObject({ grade: 'good', trouble: null, lossShare: 0, roundTripMs: null });
  });

  it.each<[Partial<LineSample>, string, string | null]>([
    [{ lossTo: 0.029 }, 'good', null],
    [{ lossTo: 0.03 }, 'poor', 'loss'],
    [{ lossFrom: 0.1 }, 'bad', 'loss'],
    [{ concealedShare: 0.07, lossTo: 0.05 }, 'poor', 'loss'],
    [{ concealedShare: 0.08, lossTo: 0.05 }, 'bad', 'loss'],
    // The speaker's line, not this one.
    [{ concealedShare: 0.3 }, 'good', null],
    [{ receiveScore: 7 }, 'poor', 'loss'],
    [{ sendScore: 4 }, 'bad', 'loss'],
    [{ roundTripMs: 299 }, 'good', null],
    [{ roundTripMs: 300 }, 'poor', 'roundTrip'],
    [{ roundTripMs: 600 }, 'bad', 'roundTrip'],
    [{ freezes: 1 }, 'poor', 'freezes'],
    [{ freezes: 3 }, 'bad', 'freezes'],
    [{ pathUp: false }, 'bad', 'cut'],
    [{ pathUp: false, lossTo: 1, freezes: 9 }, 'bad', 'cut'],
    [{ lossTo: 0.04, roundTripMs: 700 }, 'bad', 'roundTrip'],
    [{ lossTo: 0.04, freezes: 2 }, 'poor', 'loss'],
  ])('of %j is %s, because of %s', (change, grade, trouble) => {
    expect(verdict(change)).toEqual([grade, trouble]);
  });

  it('counts freezes over the recent samples, and takes the worst loss and round trip of them', () => {
    const recent = [{ ...clean, freezes: 1, lossTo: 0.05 }, { ...clean, freezes: 1, roundTripMs: 900 }, clean];
    expect(verdictOf(recent)).toEqual({
      grade: 'bad',
      trouble: 'roundTrip',
      lossShare: 0.05,
      roundTripMs: 900,
      freezes: 2,
    });
  });

  it('calls a path that is up again as good as its other numbers', () => {
    expect(verdictOf([{ ...clean, pathUp: false }, clean]).grade).toBe('good');
  });
});

describe('history of a line', () => {
  const look = (history: LineHistory, atMs: number, change: Partial<LineSample> = {}, flowing = true) =>
    history.look({ ...clean, ...change }, flowing, atMs);

  it('keeps a bad word for three samples', () => {
    const history = new LineHistory();
    look(history, 0, { lossTo: 0.2 });
    const words = [2_500, 5_000, 7_500].map((atMs) => look(history, atMs).now.grade);
    expect(words).toEqual(['bad', 'bad', 'good']);
  });

  it('says when the word, or what causes it, is another', () => {
    const history = new LineHistory();
    const changes: Partial<LineSample>[] = [{}, {}, { lossTo: 0.2 }, { lossTo: 0.2 }, { pathUp: false }];
    expect(changes.map((change, index) => look(history, index * 2_500, change).changed)).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('gives one row each ten seconds, of all the samples in between', () => {
    const history = new LineHistory();
    const rows = Array.from({ length: 13 }, (_, index) =>
      look(history, index * 2_500, index === 2 ? { freezes: 2, roundTripMs: 350 } : {}),
    ).map(({ row }) => row);
    expect(rows.flatMap((row, index) => (row ? [[index, row.grade, row.freezes]] : []))).toEqual([
      [4, 'poor', 2],
      [8, 'good', 0],
      [12, 'good', 0],
    ]);
  });

  it('gives no row of time in which no media flowed', () => {
    const history = new LineHistory();
    for (let index = 0; index < 20; index += 1) {
      expect(look(history, index * 2_500, {}, index % 3 !== 0).row).toBeNull();
    }
  });
});
