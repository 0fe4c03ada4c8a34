import type { RequestView } from '@contracts/http/requests';
import type { Board, BoardAppointment } from '@contracts/http/scheduling';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { dayWordTime, isoDate, longDate } from '../../lib/format';
import { useNow } from '../../lib/server-clock';
import { AppointmentPanel } from './appointment-panel';
import { BoardBanners } from './board-banners';
import styles from './board.module.css';
import { ClashReport } from './clash-report';
import { CloseDialog, type Closing } from './close-dialog';
import { DayList } from './day-list';
import { DragGhost } from './drag-ghost';
import { ForecastTable } from './forecast-table';
import { KeysDialog } from './keys-dialog';
import { LaneMenu } from './lane-menu';
import { officialLanes } from './lanes';
import { Queue } from './queue';
import { PlacingActions, ReplanAll } from './queue-actions';
import { placeUnder } from './place-under';
import { startsIn } from './starts';
import { Timetable } from './timetable';
import { Toolbar, type View } from './toolbar';
import { useBoardKeys } from './use-board-keys';
import { carriedOf, useBoardWork } from './use-board-work';
import { useDrag } from './use-drag';

interface WorkProps {
  board: Board;
  /** The day asked for; the board of another is shown until it is read. */
  on: string;
  view: View;
  showView: (view: View) => void;
  show: (on: string) => void;
}

type Grabbed = { kind: 'queued'; request: RequestView } | { kind: 'booked'; appointment: BoardAppointment };

/** Queue or one appointment on the left, the picture of the day on the right, and what joins them. */
export function BoardWork({ board, on, view, showView, show }: WorkProps) {
  const { t } = useTranslation(['board', 'common']);
  const now = useNow(30_000);
  const [params, setParams] = useSearchParams();
  const [weekOf, setWeekOf] = useState(() => officialLanes(board, 0)[0]?.resourceId ?? board.rooms[0]?.id ?? '');
  const [asList, setAsList] = useState(false);
  const [closing, setClosing] = useState<Closing | null>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const findRef = useRef<InputRef>(null);
  const scroller = useRef<HTMLElement>(null);
  const work = useBoardWork({ board, on, view, weekOf, show });
  const { placing, lanes, grid, starts, carried, target } = work;
  const { banner, busy } = placing;
  const clashesOpen = params.get('clashes') === '1';
  const showClashes = (on: boolean): void => {
    // What was refused before is not what is asked about now.
    if (on) placing.putAway();
    setParams(on ? { clashes: '1' } : {}, { replace: true });
  };

  const drag = useDrag<Grabbed>({
    begin: (item) =>
      item.kind === 'queued' ? work.selectQueued(item.request.id) : work.pickUp(item.appointment, false),
    over: (at) => {
      if (at?.startsAt !== placing.target?.startsAt || at?.resourceId !== placing.target?.resourceId)
        placing.setTarget(at);
    },
    drop: (item, at) => {
      const what = item.kind === 'queued' ? carriedOf(item.request) : work.moving;
      if (at && what && !busy) void work.dropAt(what, at);
      else work.giveBack();
    },
    giveBack: work.giveBack,
    placeAt: (x, y) => placeUnder(x, y, grid, starts),
    scroller,
  });

  useBoardKeys(
    {
      upDown: work.upDown,
      leftRight: work.step,
      enter: () => void work.proposeOrDrop(),
      place: () => void work.placeNow(),
      escape: work.escape,
      undo: () => void placing.undoLast(),
      day: work.otherDay,
      find: () => findRef.current?.focus(),
      row: (number) => document.getElementById(`row-${number}`)?.focus(),
      help: () => setKeysOpen(true),
    },
    keysOn && !keysOpen && closing === null && drag.dragged === null,
  );

  const laneOf = (resourceId: string | null) => lanes.find((lane) => lane.resourceId === resourceId);
  const rowName = laneOf(target?.resourceId ?? null)?.name ?? '';
  const fits = lanes.some(
    (lane) =>
      lane.resourceId === target?.resourceId &&
      startsIn(lane, starts).some(({ startsAt }) => Date.parse(startsAt) === Date.parse(target.startsAt)),
  );
  const refused = banner?.kind === 'refused' ? banner.target : null;
  const dragging = drag.dragged !== null;

  return (
    <div className={styles.main}>
      {work.appointment ? (
        <AppointmentPanel
          key={work.appointment.requestId}
          board={board}
          appointment={work.appointment}
          carried={work.moving !== null}
          pickUp={work.mayPlace ? () => work.appointment && work.pickUp(work.appointment, true) : null}
          close={() => work.open(null)}
        />
      ) : (
        <Queue
          board={board}
          shown={work.queue}
          typed={work.typed}
          find={work.setTyped}
          findRef={findRef}
          selectedId={work.queuedId}
          select={work.selectQueued}
          press={work.mayPlace ? (event, request) => drag.press(event, { kind: 'queued', request }) : null}
          actions={work.mayPlace && <PlacingActions work={work} now={now} quiet={clashesOpen} />}
          forAll={work.mayPlace && <ReplanAll busy={busy} replan={() => void placing.replanAll()} />}
        />
      )}
      <section className={styles.day2} ref={scroller} aria-label={t('timetable')}>
        <Toolbar
          board={board}
          view={view}
          show={(next) => {
            showView(next);
            if (clashesOpen) showClashes(false);
          }}
          weekOf={weekOf}
          showWeekOf={setWeekOf}
          asList={asList}
          showAsList={setAsList}
          help={() => setKeysOpen(true)}
        />
        <BoardBanners board={board} placing={placing} showClashes={clashesOpen ? null : () => showClashes(true)} />
        {clashesOpen ? (
          <ClashReport board={board} mayReplan={work.mayPlace} close={() => showClashes(false)} />
        ) : view === 'forecast' ? (
          <ForecastTable show={show} />
        ) : asList ? (
          <DayList board={board} week={view === 'week'} />
        ) : (
          <>
            {view !== 'week' &&
              !board.days.find((day) => day.on === board.on)?.working &&
              board.appointments.length === 0 && (
                <p className={styles.restNote}>{t('restDay', { date: longDate(work.midnightMs) })}</p>
              )}
            <Timetable
              board={board}
              lanes={lanes}
              grid={grid}
              starts={carried ? starts : []}
              target={dragging && !fits ? null : target}
              targetIds={work.targetIds}
              lengthMs={work.lengthMs}
              refused={refused}
              selectedId={work.appointment?.id ?? null}
              carriedId={work.moving?.from?.id ?? null}
              pick={work.pick}
              select={(appointment) => work.open(appointment)}
              press={(event, appointment) => drag.press(event, { kind: 'booked', appointment })}
              pickUp={work.mayPlace ? (appointment) => work.pickUp(appointment, true) : null}
              menuOf={(lane) => (
                <LaneMenu
                  lane={lane}
                  mayChange={work.mayPlace}
                  close={(of) => setClosing({ lane: of, on: isoDate(of.midnightMs), opening: false })}
                  open={(of) => setClosing({ lane: of, on: isoDate(of.midnightMs), opening: true })}
                  week={(of) => {
                    setWeekOf(of.resourceId);
                    showView('week');
                  }}
                />
              )}
            />
          </>
        )}
        <p className="visually-hidden" id="drag-hint">
          {t('dragHint')}
        </p>
        <p className="visually-hidden" role="status" aria-live="assertive">
          {target
            ? t('announce.target', { when: dayWordTime(target.startsAt, now), name: rowName })
            : carried && !work.isReading && !banner
              ? t(starts.length > 0 ? 'announce.picked' : 'announce.nowhere', {
                  title: carried.title,
                  n: starts.length,
                })
              : ''}
        </p>
      </section>
      {dragging && (
        <DragGhost
          ghost={drag.ghost}
          title={carried?.title ?? ''}
          target={target}
          rowName={rowName}
          possible={work.isReading ? null : fits}
        />
      )}
      {closing && (
        <CloseDialog
          closing={closing}
          cancel={() => setClosing(null)}
          saved={(clashes) => {
            setClosing(null);
            if (clashes > 0) showClashes(true);
            else placing.tell({ kind: 'timeChanged', name: closing.lane.name, opening: closing.opening });
          }}
        />
      )}
      <KeysDialog open={keysOpen} close={() => setKeysOpen(false)} enabled={keysOn} enable={setKeysOn} />
    </div>
  );
}
