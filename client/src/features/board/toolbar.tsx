import type { Board } from '@contracts/http/scheduling';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { longDate, startOfDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { LEGEND, lookOf } from './branch-look';
import styles from './board.module.css';
import { officialLanes, roomLanes } from './lanes';

export const VIEWS = ['rooms', 'officials', 'week', 'forecast'] as const;
export type View = (typeof VIEWS)[number];

interface ToolbarProps {
  board: Board;
  view: View;
  show: (view: View) => void;
  /** Whose week it is. */
  weekOf: string;
  showWeekOf: (resourceId: string) => void;
  asList: boolean;
  showAsList: (on: boolean) => void;
  help: () => void;
}

/** Which picture of the bureau is shown, and what its colours mean. */
export function Toolbar({ board, view, show, weekOf, showWeekOf, asList, showAsList, help }: ToolbarProps) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const midnightMs = startOfDate(board.on);
  return (
    <div className={styles.tool}>
      <div className={styles.views} role="group" aria-label={t('view.label')}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => show(one)}>
            {t(`view.${one}`)}
          </button>
        ))}
      </div>
      {view === 'week' && (
        <Select
          className={styles.whose}
          value={weekOf}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('view.weekOf')}
          onChange={showWeekOf}
          options={[
            {
              label: t('view.officials'),
              options: officialLanes(board, midnightMs).map(({ resourceId, name }) => ({
                value: resourceId,
                label: name,
              })),
            },
            {
              label: t('view.rooms'),
              options: roomLanes(board, midnightMs, language).map(({ resourceId, name }) => ({
                value: resourceId,
                label: name,
              })),
            },
          ]}
        />
      )}
      {(view === 'rooms' || view === 'officials') && <span>{longDate(midnightMs)}</span>}
      {view !== 'forecast' && <Legend />}
      <span className={styles.toolEnd}>
        {view !== 'forecast' && (
          <button type="button" className="btn sm" onClick={() => showAsList(!asList)}>
            {t(asList ? 'asGrid' : 'asList')}
          </button>
        )}
        <button type="button" className="btn sm" onClick={help}>
          {t('keys')} <kbd>?</kbd>
        </button>
      </span>
    </div>
  );
}

function Legend() {
  const { t } = useTranslation(['board', 'common']);
  return (
    <span className={styles.legend}>
      {LEGEND.map((branch) => (
        <span key={branch} className={styles.wide}>
          <i style={{ background: lookOf(branch).bar }} />
          {t(`common:branch.${branch}`)}
        </span>
      ))}
      <span>{t('legendSolid')}</span>
      <span>{t('legendOutline')}</span>
    </span>
  );
}
