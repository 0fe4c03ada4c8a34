/** The commonest family names of two characters. */
const DOUBLE = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
]);

/**
 * What a page that anyone with its address may open says of a person: of a Chinese name the given name,
 * of another the first word.
 */
export function givenName(name: string): string {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return name.trim().split(/[\s·]/)[0] ?? '';
  return name.slice(name.length > 2 && DOUBLE.has(name.slice(0, 2)) ? 2 : 1);
}
