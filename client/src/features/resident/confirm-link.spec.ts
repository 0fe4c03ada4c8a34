import { deadnessOf } from './confirm-link';

describe('the link of a message', () => {
  it.each(['open', 'confirmed', 'declined'] as const)('can be answered while it is %s', (state) => {
    expect(deadnessOf({ state }, null)).toBeNull();
  });

  it.each(['changed', 'over'] as const)('is dead once it is %s', (state) => {
    expect(deadnessOf({ state }, null)).toBe(state);
  });

  it('is dead when nobody knows it, and not when the server could not be reached', () => {
    expect(deadnessOf(undefined, 'NOT_FOUND')).toBe('unknown');
    expect(deadnessOf(undefined, 'UNAVAILABLE')).toBeNull();
    expect(deadnessOf(undefined, 'TOO_MANY_TRIES')).toBeNull();
  });
});
