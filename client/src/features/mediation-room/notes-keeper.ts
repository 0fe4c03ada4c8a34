import type { SessionNotes } from '@contracts/http/sessions';
import { mergeNotes, type Clash } from './merge-notes';

/** What is kept on the server: the notes and the version that the next save must name. */
export interface KeptNotes {
  readonly notes: SessionNotes;
  readonly notesVersion: number;
}

export interface NotesPorts {
  /** Saves over `version`; answers with the new version. */
  save(notes: SessionNotes, version: number): Promise<{ notesVersion: number }>;
  load(): Promise<KeptNotes>;
  /** Why a save was refused: `stale` when somebody saved in between, `closed` when nothing may change any more. */
  refusalOf(error: unknown): 'stale' | 'closed' | 'failed';
  now(): number;
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'closed';

export interface NotesSnapshot {
  readonly notes: SessionNotes;
  readonly state: SaveState;
  /** Epoch milliseconds of the last save of this page; null before the first. */
  readonly savedAt: number | null;
  /** Notes of another place were joined in since the page was opened. */
  readonly merged: boolean;
  readonly clashes: readonly Clash[];
}

const DEBOUNCE_MS = 800;
const RETRY_MS = 4_000;

/**
 * Keeps the notes of one session: what is typed is shown at once and saved a moment later, one save
 * at a time. When somebody saved in between, both are joined and saved again; when the server is
 * away, it is tried until it is back. Nothing typed is ever thrown away.
 */
export class NotesKeeper {
  #base: KeptNotes;
  #snapshot: NotesSnapshot;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(
    first: KeptNotes,
    private readonly ports: NotesPorts,
  ) {
    this.#base = first;
    this.#snapshot = { notes: first.notes, state: 'saved', savedAt: null, merged: false, clashes: [] };
  }

  readonly getSnapshot = (): NotesSnapshot => this.#snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a person typed or ticked. */
  readonly change = (part: Partial<SessionNotes>): void => {
    if (this.#snapshot.state === 'closed') return;
    this.#show({ notes: { ...this.#snapshot.notes, ...part }, state: 'waiting' });
    this.#plan(DEBOUNCE_MS);
  };

  /** The person has read that notes were joined. */
  readonly dismissMerge = (): void => this.#show({ merged: false, clashes: [] });

  /** What the server has now. Taken over only while nothing of ours is unsaved; a save joins it otherwise. */
  readonly news = (kept: KeptNotes): void => {
    if (kept.notesVersion <= this.#base.notesVersion || this.unsaved) return;
    this.#base = kept;
    this.#show({ notes: kept.notes });
  };

  get unsaved(): boolean {
    return this.#snapshot.state !== 'saved' && this.#snapshot.state !== 'closed';
  }

  /** Saves what is unsaved now. Resolves when saved, or when the try failed (it is then planned again). */
  readonly flush = async (): Promise<void> => {
    this.#unplan();
    while (this.#running) await this.#running;
    if (!this.unsaved) return;
    this.#running = this.#save();
    try {
      await this.#running;
    } finally {
      this.#running = null;
    }
    if (this.#snapshot.state === 'waiting') this.#plan(0);
  };

  async #save(): Promise<void> {
    const sent = this.#snapshot.notes;
    this.#show({ state: 'saving' });
    try {
      const { notesVersion } = await this.ports.save(sent, this.#base.notesVersion);
      this.#base = { notes: sent, notesVersion };
      const typedMeanwhile = this.#snapshot.notes !== sent;
      this.#show({ state: typedMeanwhile ? 'waiting' : 'saved', savedAt: this.ports.now() });
    } catch (error) {
      await this.#recover(this.ports.refusalOf(error));
    }
  }

  async #recover(refusal: 'stale' | 'closed' | 'failed'): Promise<void> {
    if (refusal === 'closed') return this.#show({ state: 'closed' });
    if (refusal === 'failed') return this.#failed();
    try {
      const theirs = await this.ports.load();
      const { notes, clashes } = mergeNotes(this.#base.notes, this.#snapshot.notes, theirs.notes);
      this.#base = theirs;
      this.#show({ notes, clashes: [...this.#snapshot.clashes, ...clashes], merged: true, state: 'waiting' });
    } catch {
      this.#failed();
    }
  }

  #failed(): void {
    this.#show({ state: 'failed' });
    this.#plan(RETRY_MS);
  }

  #plan(afterMs: number): void {
    this.#unplan();
    this.#timer = setTimeout(() => void this.flush(), afterMs);
  }

  #unplan(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #show(part: Partial<NotesSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of [...this.#listeners]) listener();
  }
}
