/* global performance */
/** Milliseconds since 1970, to a fraction: the clock that all pages of this machine share. */
export const now = () => performance.timeOrigin + performance.now();
