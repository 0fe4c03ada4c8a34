import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayWordTime } from '../../lib/format';
import styles from './board.module.css';
import type { BoardWorkState } from './use-board-work';

interface ActionsProps {
  work: BoardWorkState;
  now: number;
  /** Something else on the screen is the next step. */
  quiet: boolean;
}

/** Under the selected item of the queue: the best time, or the one that is marked. */
export function PlacingActions({ work, now, quiet }: ActionsProps) {
  const { t } = useTranslation('board');
  const { placing, target, queued } = work;
  const { banner, busy } = placing;
  const late = target !== null && queued !== null && Date.parse(target.startsAt) > Date.parse(queued.noticeDueAt);
  const lane = work.lanes.find(({ resourceId }) => resourceId === target?.resourceId);
  return (
    <div className={styles.actions}>
      {target && (
        <p>
          {[dayWordTime(target.startsAt, now), lane?.name].filter(Boolean).join(t('sep'))}
          {late && <em> ▲ {t('proposalLate')}</em>}
        </p>
      )}
      <Button
        type={quiet || banner?.kind === 'refused' ? 'default' : 'primary'}
        loading={busy}
        onClick={() => void work.placeNow()}
      >
        {target ? t('placeAt', { when: dayWordTime(target.startsAt, now) }) : t('placeBest')}
      </Button>
      {target && <Button onClick={work.giveBack}>{t('putBack')}</Button>}
    </div>
  );
}

/** All that waits goes through the planner again. */
export function ReplanAll({ busy, replan }: { busy: boolean; replan: () => void }) {
  const { t } = useTranslation('board');
  return (
    <div className={styles.forAll}>
      <Button loading={busy} onClick={replan}>
        {t('replanAll')}
      </Button>
      <small>{t('replanAllNote')}</small>
    </div>
  );
}
