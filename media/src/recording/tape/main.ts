import type { TapeNews, TapeOrders } from '../protocol';
import { Room } from './shelf';
import { Tape } from './tape';

/**
 * The tape process: records the tracks of one media node. It is a process of its own so that packing files
 * costs no call a millisecond, and so that its death costs recordings seconds and calls nothing.
 */
const ALIVE_MS = 1_000;
/** Some minutes of a small node's calls. */
const ROOM_BYTES = 256 * 1024 * 1024;

const room = new Room(Number(process.argv[2] ?? ROOM_BYTES));
const tapes = new Map<string, Tape>();
let stopping = false;

const say = (news: TapeNews): void => {
  if (process.connected) process.send?.(news, () => undefined);
};

function obey(message: TapeOrders): void {
  switch (message.do) {
    case 'open': {
      const tape = new Tape(message.order, say, room);
      tapes.set(message.order.id, tape);
      return tape.listen();
    }
    case 'pause':
      return tapes.get(message.id)?.pause();
    case 'resume':
      return tapes.get(message.id)?.resume();
    case 'close':
      return close(message.id);
    case 'stop':
      return stop();
  }
}

function close(id: string): void {
  const tape = tapes.get(id);
  if (!tape) return say({ say: 'closed', id });
  tapes.delete(id);
  void tape.close();
}

/** Also where the media node is gone: what was recorded so far is finished all the same. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  void Promise.all([...tapes.values()].map((tape) => tape.close())).then(() => process.exit(0));
}

process.on('message', obey);
process.on('disconnect', stop);
// A Ctrl-C reaches the whole group; the media node says when to stop.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
setInterval(() => say({ say: 'alive' }), ALIVE_MS);
say({ say: 'alive' });
