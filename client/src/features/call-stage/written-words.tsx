import type { CallState } from '@contracts/media/signalling';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import type { TextLine } from '../../rtc/call-snapshot';
import { Icon } from '../../ui/icon';

interface WrittenWordsProps {
  texts: readonly TextLine[];
  call: CallState;
  officialName: string;
}

/** 民警写给您的字: the newest below, marked. Shown only once there is something written. */
export function WrittenWords({ texts, call, officialName }: WrittenWordsProps) {
  const { t } = useTranslation('room');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [texts.length]);
  if (texts.length === 0) return null;
  const from = (seat: string) => {
    const role = call.occupants.find((one) => one.seat === seat)?.role;
    return role === undefined || role === 'host'
      ? officialName
      : t(role === 'party' ? 'who.other' : `who.${role === 'guardian' ? 'companion' : role}`);
  };
  return (
    <section className="words" aria-label={t('words.title')}>
      <h2>
        <Icon name="text" />
        {t('words.title')}
      </h2>
      <ul ref={list} aria-live="polite">
        {texts.map((line, index) => (
          <li key={`${line.at}-${index}`} className={index === texts.length - 1 ? 'new' : ''}>
            <small>
              {clockTime(line.at)} {from(line.seat)}
            </small>
            {line.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
