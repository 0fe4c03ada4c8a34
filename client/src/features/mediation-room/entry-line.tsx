import { Icon } from '../../ui/icon';
import { Side } from '../../ui/side';
import type { Column, Entry } from './merge-notes';
import { useWords } from './words';

interface Props {
  entry: Entry;
  column: Column;
  /** Room is kept for side tags, which some line of the column has. */
  tagged: boolean;
  /** Null once nothing may change any more. */
  replace: ((entry: Entry) => void) | null;
  edit: () => void;
  remove: () => void;
}

/** One line of a column. What can be done with it shows on pointing at it or by the Tab key. */
export function EntryLine({ entry, column, tagged, replace, edit, remove }: Props) {
  const { t } = useWords();
  return (
    <li className={`mr-entry${entry.done ? ' done' : ''}`}>
      {tagged && (
        <span className="mr-tags">
          {entry.sides.map((side) => (
            <Side key={side} side={side === 'host' ? 'me' : side} />
          ))}
        </span>
      )}
      <span className="mr-entry-text">
        <span>{entry.text}</span>
        {entry.done && <em> {t(`columns.done.${column}`)}</em>}
      </span>
      {replace && (
        <span className="mr-entry-acts">
          <button
            type="button"
            className="btn quiet"
            aria-pressed={entry.done}
            onClick={() => replace({ ...entry, done: !entry.done })}
          >
            <Icon name={entry.done ? 'erase' : 'check'} />
            {t(entry.done ? 'columns.undone' : `columns.done.${column}`)}
          </button>
          <button type="button" className="btn quiet" onClick={edit}>
            {t('columns.edit')}
          </button>
          <button type="button" className="btn quiet" onClick={remove}>
            {t('columns.remove')}
          </button>
        </span>
      )}
    </li>
  );
}
