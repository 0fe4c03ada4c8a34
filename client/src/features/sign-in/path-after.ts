/**
 * Where to go after signing in: the page that was asked for, if it is a path of ours, else the role's first page.
 * Anything that could lead to another site is not followed.
 */
export function pathAfter(next: string | null, home: string): string {
  if (next === null || !next.startsWith('/') || /^\/[/\\]/.test(next) || next.startsWith('/sign-in')) return home;
  return next;
}
