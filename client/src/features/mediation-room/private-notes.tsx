import { Icon } from '../../ui/icon';
import type { Hearing } from './who-hears';
import type { Notes } from './use-notes';
import { useWords } from './words';

interface Props {
  notes: Notes;
  hearing: Hearing;
  tall?: boolean;
}

export const PRIVATE_NOTES_ID = 'mr-private-notes';

/** 私人笔记: never on a party's screen, never in the agreement. */
export function PrivateNotes({ notes, hearing, tall = false }: Props) {
  const { t, sideName } = useWords();
  return (
    <label className={`mr-notes${tall ? ' tall' : ''}`}>
      <span>
        <Icon name="lock" />
        <b>{hearing.kind === 'caucus' ? t('notes.titleCaucus', { who: sideName(hearing.side) }) : t('notes.title')}</b>
        <em>{t('notes.only')}</em>
      </span>
      <textarea
        id={PRIVATE_NOTES_ID}
        value={notes.notes.privateNotes}
        maxLength={8000}
        readOnly={notes.state === 'closed'}
        placeholder={t(tall ? 'notes.placeholderOne' : 'notes.placeholder')}
        onChange={(event) => notes.change({ privateNotes: event.target.value })}
      />
    </label>
  );
}
