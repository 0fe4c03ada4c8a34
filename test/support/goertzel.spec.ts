import { amplitudeAt, loudestAt } from './goertzel';

const RATE = 48_000;
const sine = (hertz: number, amplitude: number, seconds = 1): Float32Array =>
  Float32Array.from({ length: RATE * seconds }, (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / RATE));

describe('the amplitude of a pitch', () => {
  it('is that of the sine, and next to nothing for another pitch', () => {
    const sound = sine(440, 0.5);
    expect(amplitudeAt(sound, RATE, 440)).toBeCloseTo(0.5, 3);
    expect(amplitudeAt(sound, RATE, 620)).toBeLessThan(0.005);
  });

  it('is told for each of two that sound together', () => {
    const [low, high] = [sine(440, 0.3), sine(880, 0.1)];
    const both = low.map((sample, at) => sample + (high[at] ?? 0));
    expect(amplitudeAt(both, RATE, 440)).toBeCloseTo(0.3, 2);
    expect(amplitudeAt(both, RATE, 880)).toBeCloseTo(0.1, 2);
  });

  it('is found even where it sounds for a fifth of a second in ten', () => {
    const sound = new Float32Array(RATE * 10);
    sound.set(sine(620, 0.2, 0.2), RATE * 6);
    expect(loudestAt(sound, RATE, 620)).toBeCloseTo(0.2, 2);
    expect(loudestAt(sound, RATE, 440)).toBeLessThan(0.01);
  });
});
