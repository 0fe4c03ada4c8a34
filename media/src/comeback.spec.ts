import { Comeback } from './comeback';

const looks = (bytes: readonly number[]): boolean[] => {
  const comeback = new Comeback();
  return bytes.map((count) => comeback.look(count));
};

describe('a way that is used again', () => {
  it('is noticed once, after a look at which nothing had come', () => {
    expect(looks([10, 20, 20, 20, 30, 40])).toEqual([false, false, false, false, true, false]);
  });

  it('was not away while something came at each look', () => {
    expect(looks([10, 20, 30, 40])).toEqual([false, false, false, false]);
  });

  it('is noticed after each silence', () => {
    expect(looks([10, 10, 20, 20, 20, 30])).toEqual([false, false, true, false, false, true]);
  });

  it('is no comeback when it is looked at for the first time', () => {
    expect(looks([10])).toEqual([false]);
  });
});
