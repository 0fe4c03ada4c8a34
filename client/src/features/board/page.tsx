import { useTranslation } from 'react-i18next';
import { useState } from 'react';
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
import { useBoard } from './use-board';
import zh from './zh.json';

addTexts('board', zh, en);

/** The scheduler's board: what has no slot, the week's capacity, and the rooms of one day. */
export default function BoardPage() {
  const { t } = useTranslation('board');
  const [on, setOn] = useState<string | null>(null);
  const { data: board, error, isPending, refetch } = useBoard(on);
  return (
    <StaffShell>
      <div className={styles.page}>
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
            <BoardWork board={board} show={setOn} />
          </>
        )}
      </div>
    </StaffShell>
  );
}
