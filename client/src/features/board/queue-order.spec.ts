import { byTimeLeft, neighbour } from './queue-order';

const at = (time: string): string => new Date(Date.parse(`2026-11-24T${time}:00+08:00`)).toISOString();

const queued = (id: string, noticeDueAt: string, urgency: 'normal' | 'sameDay' | 'high' = 'normal') => ({
  id,
  no: id,
  noticeDueAt,
  urgency,
});

describe('queue of what has no slot', () => {
  it('puts the shortest time left first', () => {
    const order = byTimeLeft([queued('3', at('16:00')), queued('1', at('11:00')), queued('2', at('13:00'))]);
    expect(order.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('puts the more urgent of two due together first, then the smaller number', () => {
    const order = byTimeLeft([queued('2', at('11:00')), queued('1', at('11:00')), queued('9', at('11:00'), 'high')]);
    expect(order.map(({ id }) => id)).toEqual(['9', '1', '2']);
  });

  it('moves by arrow keys and stops at both ends', () => {
    const queue = [{ id: 'a' }, { id: 'b' }];
    expect(neighbour(queue, null, 1)?.id).toBe('a');
    expect(neighbour(queue, 'a', 1)?.id).toBe('b');
    expect(neighbour(queue, 'b', 1)?.id).toBe('b');
    expect(neighbour(queue, 'a', -1)?.id).toBe('a');
    expect(neighbour([], 'a', 1)).toBeNull();
  });
});
