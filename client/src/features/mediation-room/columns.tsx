import type { Side as SideName } from '@domain/people';
import { useState } from 'react';
import { newKey } from '../../lib/idempotency-key';
import { Icon } from '../../ui/icon';
import { EntryLine } from './entry-line';
import { EntryWriter } from './entry-writer';
import { COLUMNS, type Column, type Entry } from './merge-notes';
import type { Notes } from './use-notes';
import { useWords } from './words';

export type Speaker = SideName | 'host';

interface Props {
  notes: Notes;
  mode: 'consult' | 'mediate';
  /** Which column is being written in; the keys F, I and P set it too. */
  writing: Column | null;
  setWriting: (column: Column | null) => void;
  /** A talk with one visitor has no sides to tag. */
  sided: boolean;
}

const LONGEST = 100;

/** Facts, issues, proposals; each line with the sides whose it is, and whether it is settled. */
export function Columns({ notes, mode, writing, setWriting, sided }: Props) {
  return (
    <div className="mr-cols">
      {COLUMNS.map((column) => (
        <ColumnSection
          key={column}
          column={column}
          entries={notes.notes[column]}
          mode={mode}
          sided={sided}
          writing={writing === column}
          setWriting={(on) => setWriting(on ? column : null)}
          keep={notes.state === 'closed' ? null : (entries) => notes.change({ [column]: entries })}
        />
      ))}
    </div>
  );
}

interface SectionProps {
  column: Column;
  entries: readonly Entry[];
  mode: 'consult' | 'mediate';
  sided: boolean;
  writing: boolean;
  setWriting: (on: boolean) => void;
  /** Null once nothing may change any more. */
  keep: ((entries: Entry[]) => void) | null;
}

function ColumnSection({ column, entries, mode, sided, writing, setWriting, keep }: SectionProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const full = entries.length >= LONGEST;
  const tagged = sided && entries.some(({ sides }) => sides.length > 0);
  const replace = (entry: Entry) => keep?.(entries.map((one) => (one.id === entry.id ? entry : one)));
  return (
    <section>
      <h3>
        {t(`columns.${column}.${mode}`)}
        {keep && !full && (
          <button type="button" className="btn quiet" onClick={() => setWriting(true)}>
            <Icon name="add" />
            {t('columns.add')}
          </button>
        )}
      </h3>
      <ul>
        {entries.map((entry) =>
          editing === entry.id ? (
            <li key={entry.id}>
              <EntryWriter
                first={entry}
                sided={sided}
                placeholder={t(`columns.placeholder.${column}`)}
                onKeep={(text, sides) => {
                  replace({ ...entry, text, sides });
                  setEditing(null);
                }}
                onClose={() => setEditing(null)}
              />
            </li>
          ) : (
            <EntryLine
              key={entry.id}
              entry={entry}
              column={column}
              tagged={tagged}
              replace={keep ? replace : null}
              edit={() => setEditing(entry.id)}
              remove={() => keep?.(entries.filter(({ id }) => id !== entry.id))}
            />
          ),
        )}
        {writing && keep && !full && (
          <li>
            <EntryWriter
              sided={sided}
              placeholder={t(`columns.placeholder.${column}`)}
              onKeep={(text, sides) => keep([...entries, { id: newKey(), text, sides, done: false }])}
              onClose={() => setWriting(false)}
            />
          </li>
        )}
      </ul>
      {full && <p className="mr-hint">{t('columns.full')}</p>}
    </section>
  );
}
