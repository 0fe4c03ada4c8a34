import fc from 'fast-check';
import {
  clip,
  contains,
  intersect,
  intersectAll,
  normalize,
  overlaps,
  subtract,
  totalMillis,
  type Interval,
} from './interval';

const interval = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -3, max: 12 })).map(([start, length]) => ({
  start,
  end: start + length,
}));
const list = fc.array(interval, { maxLength: 12 });
const normalized = list.map(normalize);

const covers = (intervals: readonly Interval[], instant: number): boolean =>
  intervals.some((one) => one.start <= instant && instant < one.end);
const instants = Array.from({ length: 80 }, (_, index) => index - 4);
const isNormalized = (intervals: readonly Interval[]): boolean =>
  intervals.every((one, index) => one.start < one.end && (index === 0 || intervals[index - 1]!.end < one.start));

describe('intervals', () => {
  it('normalizing keeps every instant and joins what touches', () => {
    fc.assert(
      fc.property(list, (any) => {
        const result = normalize(any);
        expect(isNormalized(result)).toBe(true);
        for (const instant of instants) expect(covers(result, instant)).toBe(covers(any, instant));
      }),
    );
  });

  it('an instant is in the intersection when it is in both, in the difference when only in the first', () => {
    fc.assert(
      fc.property(normalized, normalized, (a, b) => {
        const common = intersect(a, b);
        const left = subtract(a, b);
        expect(isNormalized(common) && isNormalized(left)).toBe(true);
        for (const instant of instants) {
          expect(covers(common, instant)).toBe(covers(a, instant) && covers(b, instant));
          expect(covers(left, instant)).toBe(covers(a, instant) && !covers(b, instant));
        }
        expect(totalMillis(common) + totalMillis(left)).toBe(totalMillis(a));
      }),
    );
  });

  it('intersecting many lists is intersecting them one after the other', () => {
    fc.assert(
      fc.property(normalized, normalized, normalized, (a, b, c) => {
        expect(intersectAll([a, b, c])).toEqual(intersect(intersect(a, b), c));
      }),
    );
  });

  it('contains an interval when it holds each of its instants in one piece', () => {
    fc.assert(
      fc.property(normalized, interval, (a, inner) => {
        const whole = inner.start < inner.end && a.some((one) => one.start <= inner.start && inner.end <= one.end);
        expect(contains(a, inner)).toBe(whole);
      }),
    );
  });

  it('a clipped list lies in the window, and an empty window holds nothing', () => {
    expect(clip([{ start: 0, end: 10 }], { start: 4, end: 20 })).toEqual([{ start: 4, end: 10 }]);
    expect(clip([{ start: 0, end: 10 }], { start: 5, end: 5 })).toEqual([]);
  });

  it('half-open neighbours do not overlap', () => {
    expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false);
    expect(overlaps({ start: 0, end: 6 }, { start: 5, end: 9 })).toBe(true);
  });
});
