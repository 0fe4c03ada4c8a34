import { loudestAt } from './goertzel';

const RATE = 48_000;
const sine = (hertz: number, amplitude: number, seconds = 1): Float32Array =>
  Float32Array.from({ length: RATE * seconds }, (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / RATE));

describe('the loudest that a pitch is', () => {
  it('is found even where it sounds for a fifth of a second in ten', () => {
    const sound = new Float32Array(RATE * 10);
    sound.set(sine(620, 0.2, 0.2), RATE * 6);
    expect(loudestAt(sound, RATE, 620)).toBeCloseTo(0.2, 2);
    expect(loudestAt(sound, RATE, 440)).toBeLessThan(0.01);
  });
});
