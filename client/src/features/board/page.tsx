import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StaffShell } from '../../app/staff-shell';
import { asApiError } from '../../lib/api';
import { clockTime } from '../../lib/format';
import { addTexts } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { BoardWork } from './board-work';
import styles from './board.module.css';
import { DayStrip } from './day-strip';
import en from './en.json';
import type { View } from './toolbar';
import { useBoard } from './use-board';
import zh from './zh.json';

addTexts('board', zh, en);

/** The scheduler's board: what has no slot, the week's capacity, and rooms and officials by day. */
export default function BoardPage() {
  const { t } = useTranslation('board');
  const [on, setOn] = useState<string | null>(null);
  const [view, setView] = useState<View>('rooms');
  const { data: board, error, isPending, refetch } = useBoard(on, view === 'week' ? 7 : 1);
  return (
    <StaffShell>
      <div className={styles.page}>
        <h1 className="visually-hidden">{t('title')}</h1>
        {error && (
          <div className={styles.notRead}>
            <Refusal error={asApiError(error)} again={() => void refetch()} staff />
            {board && <p>{t('stale', { time: clockTime(board.now) })}</p>}
          </div>
        )}
        {isPending && <Loading />}
        {board && (
          <>
            <DayStrip board={board} choose={setOn} />
            <BoardWork board={board} on={on ?? board.on} view={view} showView={setView} show={setOn} />
          </>
        )}
      </div>
    </StaffShell>
  );
}
