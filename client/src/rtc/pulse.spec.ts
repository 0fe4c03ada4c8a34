import { Pulse } from './pulse';

describe('the pulse of a line', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const feel = async (answers: readonly boolean[]): Promise<number> => {
    let asked = 0;
    let back = 0;
    const pulse = new Pulse(
      () => {
        const answered = answers[asked] ?? true;
        asked += 1;
        return answered ? Promise.resolve() : Promise.reject(new Error('no answer'));
      },
      () => (back += 1),
    );
    await jest.advanceTimersByTimeAsync(answers.length * 500);
    pulse.close();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(answers.length);
    return back;
  };

  it('says nothing on a line that answers all the time, however slow the connection is to be made', async () => {
    expect(await feel([true, true, true])).toBe(0);
  });

  it('says once that the line is back', async () => {
    expect(await feel([false, false, true, true])).toBe(1);
  });

  it('says it again after another cut', async () => {
    expect(await feel([false, true, false, true])).toBe(2);
  });

  it('says nothing while the line is dead', async () => {
    expect(await feel([false, false, false])).toBe(0);
  });
});
