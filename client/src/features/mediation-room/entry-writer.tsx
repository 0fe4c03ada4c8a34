import { useState, type KeyboardEvent } from 'react';
import { Side } from '../../ui/side';
import type { Entry } from './merge-notes';
import { useWords } from './words';

interface Props {
  first?: Pick<Entry, 'text' | 'sides'>;
  sided: boolean;
  placeholder: string;
  onKeep: (text: string, sides: Entry['sides']) => void;
  onClose: () => void;
}

const SPEAKERS = ['A', 'B', 'host'] as const;
const LONGEST = 500;

/** One line being written: Enter keeps it and is ready for the next, Escape closes. What was typed is kept on leaving. */
export function EntryWriter({ first, sided, placeholder, onKeep, onClose }: Props) {
  const { t, sideName } = useWords();
  const [text, setText] = useState(first?.text ?? '');
  const [sides, setSides] = useState<Entry['sides']>(first?.sides ?? []);

  const keep = () => {
    const words = text.trim();
    if (words) onKeep(words, sides);
    setText('');
    return words !== '';
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter that picks a character of an input method is not ours.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!keep()) onClose();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setText('');
      onClose();
    }
  };
  const toggle = (side: (typeof SPEAKERS)[number]) =>
    setSides((now) =>
      now.includes(side)
        ? now.filter((one) => one !== side)
        : SPEAKERS.filter((one) => one === side || now.includes(one)),
    );

  return (
    <div
      className="mr-writer"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        keep();
        onClose();
      }}
    >
      {sided && (
        <span className="mr-speakers" role="group" aria-label={t('columns.sides')}>
          {SPEAKERS.map((side) => (
            <button
              key={side}
              type="button"
              aria-pressed={sides.includes(side)}
              aria-label={t('columns.sideToggle', { who: side === 'host' ? t('side.markMe') : sideName(side) })}
              onClick={() => toggle(side)}
            >
              <Side side={side === 'host' ? 'me' : side} />
            </button>
          ))}
        </span>
      )}
      <input
        className="in"
        value={text}
        maxLength={LONGEST}
        placeholder={placeholder}
        aria-label={placeholder}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
      />
    </div>
  );
}
