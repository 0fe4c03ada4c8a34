import type { Board } from '@contracts/http/scheduling';
import { Button, type InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, dayWordTime, isoDate, longDate, startOfDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { LEGEND, lookOf } from './branch-look';
import styles from './board.module.css';
import { DayList } from './day-list';
import { KeysDialog } from './keys-dialog';
import { PlacingBanner } from './placing-banner';
import { Queue } from './queue';
import { byTimeLeft, matching, neighbour } from './queue-order';
import { possibleStarts, proposedStart } from './timeline';
import { Timetable } from './timetable';
import { useBoardKeys } from './use-board-keys';
import { usePlacing } from './use-placing';

/** Queue on the left, timetable of the day on the right, and the keys that join them. */
export function BoardWork({ board, show }: { board: Board; show: (on: string) => void }) {
  const { t } = useTranslation(['board', 'common']);
  const now = useNow(30_000);
  const [typed, setTyped] = useState('');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [asList, setAsList] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const findRef = useRef<InputRef>(null);
  const midnightMs = startOfDate(board.on);
  const queue = useMemo(() => byTimeLeft(matching(board.unplaced, typed)), [board.unplaced, typed]);
  const selected = queue.find(({ id }) => id === selectedId) ?? null;
  const placing = usePlacing((request) => setSelectedId(neighbour(queue, request.id, 1)?.id ?? null));
  const { proposal, banner, busy } = placing;
  const starts = useMemo(
    () => (selected ? possibleStarts(selected, board, midnightMs, now) : []),
    [selected, board, midnightMs, now],
  );
  const proposed = useMemo(
    () => (selected && proposal ? proposedStart(selected, board, proposal.startsAt, midnightMs) : null),
    [selected, proposal, board, midnightMs],
  );
  const drawn =
    proposed && !starts.some(({ startsAt }) => startsAt === proposed.startsAt) ? [...starts, proposed] : starts;
  const refusedAt = banner?.kind === 'refused' && proposal ? proposal.startsAt : null;

  const select = (id: string | null): void => {
    if (id !== selectedId) placing.putBack();
    setSelectedId(id);
  };
  const propose = async (): Promise<void> => {
    if (!selected || busy) return;
    const best = await placing.propose(selected);
    if (best && isoDate(best.startsAt) !== board.on) show(isoDate(best.startsAt));
  };
  const step = (by: 1 | -1): void => {
    const times = starts.map(({ startsAt }) => startsAt);
    const at = proposal ? times.indexOf(proposal.startsAt) : -1;
    const next = times[at < 0 ? (by === 1 ? 0 : times.length - 1) : Math.min(times.length - 1, Math.max(0, at + by))];
    if (next) placing.setProposal({ startsAt: next, endsAt: null, officialName: null, withinPromise: true });
  };
  const placeNow = (): void => {
    if (selected && !busy) void placing.placeAt(selected, proposal?.startsAt ?? null);
  };

  useBoardKeys(
    {
      move: (by) => select(neighbour(queue, selectedId, by)?.id ?? null),
      propose: () => void propose(),
      step,
      place: placeNow,
      putBack: () => (proposal || banner ? placing.putBack() : select(null)),
      find: () => findRef.current?.focus(),
      row: (number) => document.getElementById(`row-${number}`)?.focus(),
      help: () => setKeysOpen(true),
    },
    keysOn && !keysOpen,
  );

  return (
    <div className={styles.main}>
      <Queue
        board={board}
        shown={queue}
        typed={typed}
        find={setTyped}
        findRef={findRef}
        selectedId={selectedId}
        select={select}
        actions={
          <div className={styles.actions}>
            {proposal && (
              <p>
                {t('proposal', {
                  when: dayWordTime(proposal.startsAt, now),
                  official: proposal.officialName ?? '',
                }).replace(/[,，]\s*$/, '')}
                {!proposal.withinPromise && <em> ▲ {t('proposalLate')}</em>}
              </p>
            )}
            <Button type={banner?.kind === 'refused' ? 'default' : 'primary'} loading={busy} onClick={placeNow}>
              {proposal ? t('placeAt', { when: dayWordTime(proposal.startsAt, now) }) : t('placeBest')}
            </Button>
            {proposal && <Button onClick={placing.putBack}>{t('putBack')}</Button>}
          </div>
        }
      />
      <section className={styles.day2} aria-label={t('rooms')}>
        <div className={styles.tool}>
          <b>{t('rooms')}</b>
          <span>{t('roomCount', { n: board.rooms.length })}</span>
          <span>{longDate(midnightMs)}</span>
          <Legend />
          <button type="button" className="btn sm" onClick={() => setAsList(!asList)}>
            {t(asList ? 'asGrid' : 'asList')}
          </button>
          <button type="button" className="btn sm" onClick={() => setKeysOpen(true)}>
            {t('keys')} <kbd>?</kbd>
          </button>
        </div>
        <PlacingBanner
          banner={banner}
          putAway={placing.putBack}
          placeAt={(request, startsAt) => void placing.placeAt(request, startsAt)}
        />
        {!board.days.find(({ on }) => on === board.on)?.working && board.appointments.length === 0 && (
          <p className={styles.restNote}>{t('restDay', { date: longDate(midnightMs) })}</p>
        )}
        {asList ? (
          <DayList board={board} />
        ) : (
          <Timetable
            board={board}
            midnightMs={midnightMs}
            starts={drawn}
            proposedAt={refusedAt ? null : (proposal?.startsAt ?? null)}
            refusedAt={refusedAt}
            pick={(start) => {
              const same = proposal?.startsAt === start.startsAt && !refusedAt;
              if (same && selected) void placing.placeAt(selected, start.startsAt);
              else {
                placing.putBack();
                placing.setProposal({
                  startsAt: start.startsAt,
                  endsAt: null,
                  officialName: null,
                  withinPromise: true,
                });
              }
            }}
          />
        )}
        <p className="visually-hidden" role="status">
          {proposal ? t('canPlace', { time: clockTime(proposal.startsAt) }) : ''}
        </p>
      </section>
      <KeysDialog open={keysOpen} close={() => setKeysOpen(false)} enabled={keysOn} enable={setKeysOn} />
    </div>
  );
}

function Legend() {
  const { t } = useTranslation(['board', 'common']);
  return (
    <span className={styles.legend}>
      {LEGEND.map((branch) => (
        <span key={branch}>
          <i style={{ background: lookOf(branch).bar }} />
          {t(`common:branch.${branch}`)}
        </span>
      ))}
      <span>{t('legendSolid')}</span>
      <span>{t('legendOutline')}</span>
    </span>
  );
}
