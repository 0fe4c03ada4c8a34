import { amplitudeAt, toneBack } from './tone';

const RATE = 48_000;
const wave = (hertz: number, amplitude: number, length = 2048): number[] =>
  Array.from({ length }, (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / RATE));
const many = (value: number, count = 20): number[] => Array.from({ length: count }, () => value);

describe('a pitch in a sound', () => {
  it('is found with its amplitude, and not beside it', () => {
    expect(amplitudeAt(wave(1000, 0.3), RATE, 1000)).toBeCloseTo(0.3, 1);
    expect(amplitudeAt(wave(1000, 0.3), RATE, 1500)).toBeLessThan(0.02);
  });

  it('is told from another that sounds with it', () => {
    const [low, high] = [wave(440, 0.3, RATE), wave(880, 0.1, RATE)];
    const both = low.map((sample, at) => sample + (high[at] ?? 0));
    expect(amplitudeAt(both, RATE, 440)).toBeCloseTo(0.3, 2);
    expect(amplitudeAt(both, RATE, 880)).toBeCloseTo(0.1, 2);
    expect(amplitudeAt(both, RATE, 620)).toBeLessThan(0.005);
  });
});

describe('a tone that was played', () => {
  const quiet = many(0.0005);

  it('is heard when it rises out of silence and stands out', () => {
    expect(toneBack({ before: quiet, during: [...many(0.0005), ...many(0.05)], besideDuring: many(0.001) }).state).toBe(
      'heard',
    );
  });

  it('is not heard when nothing changes', () => {
    expect(toneBack({ before: quiet, during: many(0.0005), besideDuring: quiet })).toEqual({
      state: 'notHeard',
      riseDb: 0,
    });
    expect(toneBack({ before: [], during: [], besideDuring: [] }).state).toBe('notHeard');
  });

  it('is unclear when something else was as loud beside it', () => {
    expect(toneBack({ before: quiet, during: many(0.05), besideDuring: many(0.04) }).state).toBe('unclear');
  });

  it('is unclear when the pitch was in the room before', () => {
    expect(toneBack({ before: many(0.05), during: many(0.05), besideDuring: many(0.001) }).state).toBe('unclear');
  });

  it('is unclear when it rises only a little', () => {
    expect(toneBack({ before: many(0.001), during: many(0.0027), besideDuring: many(0.0005) }).state).toBe('unclear');
  });
});
