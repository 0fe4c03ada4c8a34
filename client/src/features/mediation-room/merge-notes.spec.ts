import type { SessionNotes } from '@contracts/http/sessions';
import { mergeNotes } from './merge-notes';

const entry = (id: string, text: string) => ({ id, text, sides: [], done: false });
const notes = (part: Partial<SessionNotes> = {}): SessionNotes => ({
  facts: [],
  issues: [],
  proposals: [],
  privateNotes: '',
  agreement: {},
  ...part,
});

describe('notes written in two places', () => {
  const base = notes({ facts: [entry('1', '争吵'), entry('2', '擦伤')], privateNotes: '底稿' });

  it('keeps what each side added, changed and deleted', () => {
    const ours = { ...base, facts: [entry('1', '争吵、推搡'), entry('2', '擦伤'), entry('3', '票据 7 张')] };
    const theirs = { ...base, facts: [entry('1', '争吵'), entry('4', '界石在中线')] };
    expect(mergeNotes(base, ours, theirs).notes.facts).toEqual([
      entry('1', '争吵、推搡'),
      entry('3', '票据 7 张'),
      entry('4', '界石在中线'),
    ]);
  });

  it('brings back a deleted entry that was changed elsewhere', () => {
    const ours = { ...base, facts: [entry('1', '争吵')] };
    const theirs = { ...base, facts: [entry('1', '争吵'), entry('2', '左手擦伤')] };
    expect(mergeNotes(base, ours, theirs).notes.facts).toContainEqual(entry('2', '左手擦伤'));
  });

  it('puts private notes that both changed under one another, and takes the only change otherwise', () => {
    const changed = (privateNotes: string) => ({ ...base, privateNotes });
    expect(mergeNotes(base, changed('一'), changed('二')).notes.privateNotes).toBe('一\n— — —\n二');
    expect(mergeNotes(base, changed('一'), base).notes.privateNotes).toBe('一');
    expect(mergeNotes(base, base, changed('二')).notes.privateNotes).toBe('二');
  });

  it('keeps our agreement field where both wrote it, and says so', () => {
    const ours = notes({ agreement: { terms: '赔 2,200 元', amountYuan: 2200 } });
    const theirs = notes({ agreement: { terms: '赔 2,000 元', manner: '现金' } });
    const merged = mergeNotes(notes(), ours, theirs);
    expect(merged.notes.agreement).toEqual({ terms: '赔 2,200 元', amountYuan: 2200, manner: '现金' });
    expect(merged.clashes).toEqual([{ field: 'terms', theirs: '赔 2,000 元' }]);
  });
});
