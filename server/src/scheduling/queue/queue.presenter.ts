import type { QueueEntry } from '@contracts/http/booking-life';
import type { Outlook } from './queue-order';
import type { QueueRow } from './queue.repository';

/** Whoever was called waits for nothing but to be brought in. */
export const presentCalled = (row: QueueRow): QueueEntry => ({ ...present(row), place: 0, estimatedAt: null });

export const presentWaiting = ({ row, outlook }: { row: QueueRow; outlook: Outlook }, index: number): QueueEntry => ({
  ...present(row),
  place: index + 1,
  estimatedAt: outlook.kind === 'start' ? new Date(outlook.slot.start).toISOString() : null,
});

const present = (row: QueueRow): Omit<QueueEntry, 'place' | 'estimatedAt'> => ({
  id: row.id,
  requestId: row.requestId,
  requestNo: row.requestNo,
  partyName: row.partyName,
  topic: row.topic,
  joinedAt: row.joinedAt.toISOString(),
  calledAt: row.calledAt?.toISOString() ?? null,
  calledBy: row.calledBy,
  version: row.version,
});
