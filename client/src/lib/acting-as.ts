/** Which of the browser's cookies this page speaks with: one computer may be a room's screen and a clerk's desk. */
export type ActingAs = 'staff' | 'resident' | 'device';

const RESIDENT_PATHS = new Set(['/', '/register', '/my']);

/** `/room` is the device; `/`, `/register`, `/my` and a link of a message (`/c/…`) the resident; all others the staff. */
export function actingAs(path: string = window.location.pathname): ActingAs {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (plain === '/room') return 'device';
  return RESIDENT_PATHS.has(plain) || plain.startsWith('/c/') ? 'resident' : 'staff';
}
