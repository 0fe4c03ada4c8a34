import { message, type Door } from './message';

/** Who is in which space. Whether a single move takes `admit` or `move` depends on the move: the call decides. */
export const spaceMessages = (): Door[] => [
  message('peer.move', ['admit', 'move'], async ({ call, peer }, { seat, space }) => {
    await call.conduct.movePeer(peer, seat, space);
    return {};
  }),
  message('caucus.open', ['move'], async ({ call, peer }, { side, minutes }) => {
    await call.caucus.open(peer, side, minutes);
    return {};
  }),
  message('caucus.close', ['move'], async ({ call }) => {
    await call.caucus.close();
    return {};
  }),
  message('caucus.invite', ['move'], ({ call, peer }, { side, minutes }) => {
    call.caucus.invite(peer, side, minutes);
    return {};
  }),
  message('caucus.answer', [], async ({ call, peer }, { accepted }) => {
    await call.caucus.answer(peer, accepted);
    return {};
  }),
  message('caucus.lock', ['move'], ({ call }, { locked }) => {
    call.caucus.lock(locked);
    return {};
  }),
];
