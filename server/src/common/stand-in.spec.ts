import { jest } from '@jest/globals';
import { StandIn } from './stand-in';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const started = (work: () => Promise<unknown>, errors: unknown[] = []): StandIn => {
  const standIn = new StandIn(1000, work, (error) => errors.push(error));
  standIn.start();
  return standIn;
};

describe('a stand-in for the queue', () => {
  it('does nothing while the queue has the work done in time', async () => {
    let times = 0;
    const standIn = started(() => Promise.resolve((times += 1)));
    for (let second = 0; second < 5; second += 1) {
      await jest.advanceTimersByTimeAsync(1000);
      standIn.done();
    }
    expect(times).toBe(0);
    await standIn.stop();
  });

  it('does it again and again while the queue keeps silent', async () => {
    let times = 0;
    const standIn = started(() => Promise.resolve((times += 1)));
    await jest.advanceTimersByTimeAsync(6000);
    expect(times).toBeGreaterThanOrEqual(4);
    await standIn.stop();
  });

  it('never runs the work twice at once, and goes on after a failure', async () => {
    const errors: unknown[] = [];
    let atOnce = 0;
    let most = 0;
    const standIn = started(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      atOnce -= 1;
      throw new Error('away');
    }, errors);
    await jest.advanceTimersByTimeAsync(12_000);
    expect(most).toBe(1);
    expect(errors.length).toBeGreaterThanOrEqual(2);
    const stopped = standIn.stop();
    await jest.advanceTimersByTimeAsync(5000);
    await stopped;
  });
});
