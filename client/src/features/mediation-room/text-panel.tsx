import { Input } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { clockTime } from '../../lib/format';
import { Side } from '../../ui/side';
import { nameOf } from './person-name';
import type { Room } from './use-room';
import { useWords } from './words';

const LONGEST = 1000;
const TELL_FROM = 900;

/** 发文字: words on the screens of those who are in the same room now, and of nobody else. */
export function TextPanel({ room }: { room: Room }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const readers = room.people.filter(({ place }) => place === 'here');
  const send = async () => {
    const words = text.trim();
    if (!words || readers.length === 0) return;
    if (await room.order((client) => client.sendText(words))) setText('');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="mr-texts">
      <TextLines room={room} />
      <p className="mr-readers">
        {readers.length > 0
          ? t('text.to', { who: readers.map(nameOf(t)).join(t('agreement.separator')) })
          : t('text.toNobody')}
      </p>
      <div className="mr-write">
        <Input.TextArea
          value={text}
          maxLength={LONGEST}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t('text.placeholder')}
          aria-label={t('text.placeholder')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
        />
        <button
          type="button"
          className="btn"
          disabled={!text.trim() || readers.length === 0 || room.busy}
          onClick={() => void send()}
        >
          {t('text.send')}
        </button>
      </div>
      {text.length > TELL_FROM && <p className="mr-hint">{t('text.left', { count: LONGEST - text.length })}</p>}
    </div>
  );
}

function TextLines({ room }: { room: Room }) {
  const { t } = useWords();
  const { texts } = room.snapshot;
  if (texts.length === 0) return <p className="mr-lines mr-hint">{t('text.empty')}</p>;
  const writers = new Map(room.people.map((person) => [person.seat, person]));
  return (
    <ol className="mr-lines" aria-live="polite">
      {texts.map(({ seat, text, at }) => {
        const writer = writers.get(seat);
        return (
          <li key={`${seat} ${at} ${text}`}>
            {!writer ? <Side side="me" /> : room.sided && writer.side && <Side side={writer.side} />}
            <p>
              {writer && writer.role !== 'party' && <b>{t('text.from', { who: nameOf(t)(writer) })}</b>}
              {text}
            </p>
            <time dateTime={at}>{clockTime(at)}</time>
          </li>
        );
      })}
    </ol>
  );
}
