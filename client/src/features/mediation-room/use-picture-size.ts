import { useEffect } from 'react';
import type { CallClient } from '../../rtc/call-client';
import type { RemoteTrack } from '../../rtc/call-snapshot';

/** From this width on, two pictures side by side are wider than the middle size. */
const WIDE_SCREEN_PX = 1700;

/** Asks for the size of picture that is shown: full for one person or a wide screen, else the middle one. */
export function usePictureSize(client: () => CallClient | null, remote: readonly RemoteTrack[], people: number): void {
  const seats = remote
    .filter(({ source }) => source === 'camera')
    .map(({ seat }) => seat)
    .sort()
    .join(' ');
  useEffect(() => {
    const layer = people === 1 || window.innerWidth >= WIDE_SCREEN_PX ? 2 : 1;
    for (const seat of seats.split(' ').filter(Boolean)) {
      // A cut in between loses nothing: the wish is kept and told again with the next joining.
      client()
        ?.setPreferredLayers(seat, 'camera', layer)
        .catch(() => undefined);
    }
  }, [client, seats, people]);
}
