import { message, type Door } from './message';

/** Who is in which space. Whether a single move takes `admit` or `move` depends on the move: the call decides. */
export const spaceMessages = (): Door[] => [
  message('peer.move', ['admit', 'move'], async ({ call, peer }, { seat, space }) => {
    await call.movePeer(peer, seat, space);
    return {};
  }),
  message('caucus.open', ['move'], async ({ call, peer }, { side }) => {
    await call.openCaucus(peer, side);
    return {};
  }),
  message('caucus.close', ['move'], async ({ call }) => {
    await call.closeCaucus();
    return {};
  }),
];
