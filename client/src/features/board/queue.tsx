import type { RequestView } from '@contracts/http/requests';
import type { Board } from '@contracts/http/scheduling';
import { topicRule, TOPICS } from '@domain/topic';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, type PointerEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { TimeLeft, urgencyOf } from '../../ui/time-left';
import styles from './board.module.css';
import { reasonInWords } from './reason';
import { shortStation } from './short-station';

interface QueueProps {
  board: Board;
  shown: readonly RequestView[];
  typed: string;
  find: (typed: string) => void;
  findRef: RefObject<InputRef | null>;
  selectedId: string | null;
  select: (id: string) => void;
  /** Pressed, and perhaps about to be dragged; null for those who may not place. */
  press: ((event: PointerEvent, request: RequestView) => void) | null;
  /** What can be done with the selected item, shown beneath it. */
  actions: ReactNode;
  /** What can be done with all of them. */
  forAll: ReactNode;
}

/** What has no slot yet, the shortest time left first. */
export function Queue({ board, shown, typed, find, findRef, selectedId, select, press, actions, forAll }: QueueProps) {
  const { t } = useTranslation('board');
  return (
    <section className={styles.queue} aria-labelledby="queue-title">
      <h2 id="queue-title">
        {t('queue', { n: board.unplaced.length })}
        <span>{t('queueNote')}</span>
      </h2>
      {board.unplaced.length > 3 && (
        <Input
          ref={findRef}
          allowClear
          className={styles.find}
          value={typed}
          placeholder={t('find')}
          aria-label={t('find')}
          onChange={(event) => find(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      )}
      {board.unplaced.length === 0 && <p className={styles.empty}>{t('queueEmpty')}</p>}
      {board.unplaced.length > 0 && shown.length === 0 && (
        <p className={styles.empty}>{t('queueNoMatch', { typed })}</p>
      )}
      <ul>
        {shown.map((request) => (
          <QueueItem
            key={request.id}
            request={request}
            rooms={board.rooms}
            selected={request.id === selectedId}
            select={() => select(request.id)}
            press={press}
          >
            {request.id === selectedId && actions}
          </QueueItem>
        ))}
      </ul>
      {board.unplaced.length > 0 && forAll}
      <Told board={board} />
    </section>
  );
}

interface ItemProps {
  request: RequestView;
  rooms: Board['rooms'];
  selected: boolean;
  select: () => void;
  press: QueueProps['press'];
  children: ReactNode;
}

function QueueItem({ request, rooms, selected, select, press, children }: ItemProps) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const now = useNow(30_000);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const nameOf = (stationId: string, fallback: string): string =>
    shortStation(
      (language === 'en' ? rooms.find((room) => room.stationId === stationId)?.stationNameEn : undefined) ?? fallback,
    );
  const stations = [...new Set(request.parties.map(({ stationId, stationName }) => nameOf(stationId, stationName)))];
  const reason = request.unplaced && reasonInWords(t, request.unplaced, rooms, now);
  const topic = TOPICS.find((known) => known === request.topic);
  return (
    <li
      ref={item}
      className={[styles[urgencyOf(Date.parse(request.noticeDueAt) - now)], selected ? styles.selected : ''].join(' ')}
    >
      <button
        type="button"
        data-pick=""
        className={[styles.pick, press ? styles.grip : ''].join(' ')}
        aria-pressed={selected}
        aria-describedby={press ? 'drag-hint' : undefined}
        onPointerDown={(event) => press?.(event, request)}
        onClick={select}
      >
        <TimeLeft dueAt={request.noticeDueAt} since={request.registeredAt} />
        <b className={styles.topic}>
          {t(`common:topic.${request.topic}`)}
          {topic && topicRule(topic).parties === 2 && stations.length > 1 && `${t('sep')}${t('twoStations')}`}
        </b>
        <span className={styles.who}>
          {t('who', {
            names: request.parties.map(({ name }) => name).join(t('listSep')),
            stations: stations.join(t('listSep')),
          })}
          {request.escalationLevel !== 'none' && `${t('sep')}${t(`escalated.${request.escalationLevel}`)}`}
        </span>
        {reason && <span className={styles.why}>{reason.why}</span>}
        {reason && <span className={styles.can}>{reason.help}</span>}
      </button>
      {children}
    </li>
  );
}

function Told({ board }: { board: Board }) {
  const { t } = useTranslation('board');
  const { count, slowestMinutes } = board.notifiedWithin;
  const slowest = t('duration', { hours: Math.floor((slowestMinutes ?? 0) / 60), minutes: (slowestMinutes ?? 0) % 60 });
  return <p className={styles.told}>{slowestMinutes === null ? t('toldNone') : t('told', { count, slowest })}</p>;
}
