import { everyPage, type Page } from './every-page';

const PAGES: Readonly<Record<string, Page<number>>> = {
  first: { items: [1, 2], nextCursor: 'second' },
  second: { items: [3, 4], nextCursor: 'third' },
  third: { items: [5], nextCursor: null },
};

describe('a list in pages', () => {
  it('is read to its end, in order, each page once', async () => {
    const asked: string[] = [];
    const items = await everyPage((cursor = 'first') => {
      asked.push(cursor);
      return Promise.resolve(PAGES[cursor]!);
    });
    expect(items).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual(['first', 'second', 'third']);
  });

  it('of one page asks once, and a refusal is the refusal of all', async () => {
    expect(await everyPage(() => Promise.resolve({ items: [], nextCursor: null }))).toEqual([]);
    const refused = everyPage((cursor) =>
      cursor === undefined ? Promise.resolve(PAGES.first!) : Promise.reject(new Error('away')),
    );
    await expect(refused).rejects.toThrow('away');
  });
});
