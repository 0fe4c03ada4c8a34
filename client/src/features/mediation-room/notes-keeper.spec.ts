import type { SessionNotes } from '@contracts/http/sessions';
import { NotesKeeper, type KeptNotes, type NotesPorts } from './notes-keeper';

const empty: SessionNotes = { facts: [], issues: [], proposals: [], privateNotes: '', agreement: {} };

/** A shelf with one version counter, as the server keeps it. */
class Shelf implements NotesPorts {
  kept: KeptNotes = { notes: empty, notesVersion: 1 };
  refuse: 'closed' | 'failed' | null = null;
  saves = 0;

  async save(notes: SessionNotes, version: number) {
    this.saves += 1;
    await Promise.resolve();
    if (this.refuse) throw new Error(this.refuse);
    if (version !== this.kept.notesVersion) throw new Error('stale');
    this.kept = { notes, notesVersion: version + 1 };
    return { notesVersion: version + 1 };
  }
  load = () => Promise.resolve(this.kept);
  refusalOf = (error: unknown) =>
    error instanceof Error && (error.message === 'stale' || error.message === 'closed') ? error.message : 'failed';
  now = () => 1_000;
}

describe('keeping notes', () => {
  let shelf: Shelf;
  let keeper: NotesKeeper;
  beforeEach(() => {
    shelf = new Shelf();
    keeper = new NotesKeeper(shelf.kept, shelf);
  });

  it('shows what is typed at once and saves it under the version it was read with', async () => {
    keeper.change({ privateNotes: '底线' });
    expect(keeper.getSnapshot()).toMatchObject({ state: 'waiting', notes: { privateNotes: '底线' } });
    await keeper.flush();
    expect(keeper.getSnapshot()).toMatchObject({ state: 'saved', savedAt: 1_000 });
    expect(shelf.kept).toEqual({ notes: { ...empty, privateNotes: '底线' }, notesVersion: 2 });
  });

  it('saves again what was typed while a save was under way', async () => {
    keeper.change({ privateNotes: '一' });
    const first = keeper.flush();
    keeper.change({ privateNotes: '一二' });
    await first;
    await keeper.flush();
    expect(shelf.kept.notes.privateNotes).toBe('一二');
    expect(keeper.unsaved).toBe(false);
  });

  it('joins what somebody saved in between, says so, and saves both', async () => {
    keeper.change({ agreement: { terms: '赔 2,200 元' } });
    shelf.kept = {
      notes: { ...empty, privateNotes: '别处写的', agreement: { terms: '赔 2,000 元' } },
      notesVersion: 7,
    };
    await keeper.flush();
    await keeper.flush();
    expect(keeper.getSnapshot()).toMatchObject({
      state: 'saved',
      merged: true,
      clashes: [{ field: 'terms', theirs: '赔 2,000 元' }],
    });
    expect(shelf.kept).toEqual({
      notes: { ...empty, privateNotes: '别处写的', agreement: { terms: '赔 2,200 元' } },
      notesVersion: 8,
    });
  });

  it('keeps what was typed when the server is away, and saves it when it is back', async () => {
    shelf.refuse = 'failed';
    keeper.change({ privateNotes: '没断就好' });
    await keeper.flush();
    expect(keeper.getSnapshot()).toMatchObject({ state: 'failed', notes: { privateNotes: '没断就好' } });
    shelf.refuse = null;
    await keeper.flush();
    expect(keeper.getSnapshot().state).toBe('saved');
    expect(shelf.kept.notes.privateNotes).toBe('没断就好');
  });

  it('changes nothing once the outcome is recorded', async () => {
    shelf.refuse = 'closed';
    keeper.change({ privateNotes: '晚了' });
    await keeper.flush();
    keeper.change({ privateNotes: '更晚' });
    await keeper.flush();
    expect(keeper.getSnapshot().state).toBe('closed');
    expect(shelf.saves).toBe(1);
    expect(shelf.kept.notesVersion).toBe(1);
  });

  it('takes over news of the server only while nothing of ours is unsaved', () => {
    keeper.change({ privateNotes: '我的' });
    keeper.news({ notes: { ...empty, privateNotes: '别处' }, notesVersion: 2 });
    expect(keeper.getSnapshot().notes.privateNotes).toBe('我的');
    const idle = new NotesKeeper(shelf.kept, shelf);
    idle.news({ notes: { ...empty, privateNotes: '别处' }, notesVersion: 2 });
    expect(idle.getSnapshot().notes.privateNotes).toBe('别处');
  });
});
