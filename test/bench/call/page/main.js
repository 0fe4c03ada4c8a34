/* global window, location, URLSearchParams */
import { lineFigures } from './line-figures.js';
import * as bare from './bare.js';
import { now } from './clock.js';
import { fakeDevices } from './devices.js';
import * as ours from './ours.js';
import { Watch } from './watch.js';

const wish = new URLSearchParams(location.search);
fakeDevices(Number(wish.get('hertz') ?? 440));
const watch = new Watch();
let call = null;
let pressedAt = 0;

window.bench = {
  now,
  lineFigures,
  read: () => watch.read(),
  forget: () => watch.forget(),
  /** Joins as if somebody pressed the button; resolves as soon as the page is in. */
  async join() {
    const way = wish.get('way') === 'bare' ? bare : ours;
    pressedAt = now();
    call = way.join({
      ticketUrl: `/ticket?${wish}`,
      bareUrl: wish.get('bareUrl'),
      onRemote: (tracks) => watch.show(tracks),
    });
    await call.joined;
  },
  pressedAt: () => pressedAt,
  leave: () => call.leave(),
  snapshot: () => JSON.parse(JSON.stringify(call.snapshot())),
  /** Resolves with the moment at which it was asked for, once the node has done it. */
  async caucus(side) {
    const at = now();
    await (side ? call.openCaucus(side) : call.closeCaucus());
    return at;
  },
};
