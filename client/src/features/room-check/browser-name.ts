const KNOWN = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const;
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'CrOS', 'Linux'] as const;

/** Name, main version and system of a browser, out of what it says of itself; as it says it where nobody knows it. */
export function browserName(userAgent: string): string {
  const system = SYSTEMS.find((name) => userAgent.includes(name));
  for (const [token, name] of KNOWN) {
    const version = new RegExp(`${token}/(\\d+)`).exec(userAgent)?.[1];
    if (version) return [name, version, system && `(${system})`].filter(Boolean).join(' ');
  }
  return userAgent.slice(0, 300) || '?';
}
