import { pathAfter } from './path-after';

describe('the page after signing in', () => {
  it('is the one that was asked for', () => {
    expect(pathAfter('/board?on=2026-11-25', '/figures')).toBe('/board?on=2026-11-25');
  });

  it('is the role’s first page when nothing was asked for, or sign-in itself', () => {
    expect(pathAfter(null, '/figures')).toBe('/figures');
    expect(pathAfter('/sign-in?next=/desk', '/figures')).toBe('/figures');
  });

  it('is never another site', () => {
    for (const next of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', 'javascript:0'])
      expect(pathAfter(next, '/figures')).toBe('/figures');
  });
});
