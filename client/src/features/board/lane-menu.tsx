import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Lane } from './lanes';
import styles from './timetable.module.css';

interface LaneMenuProps {
  lane: Lane;
  mayChange: boolean;
  close: (lane: Lane) => void;
  open: (lane: Lane) => void;
  week: (lane: Lane) => void;
}

/** The name of a row is a button: what can be done with its room or official. */
export function LaneMenu({ lane, mayChange, close, open, week }: LaneMenuProps) {
  const { t } = useTranslation('board');
  const deeds = { close, open, week };
  const items = [
    ...(mayChange
      ? [
          { key: 'close', label: t(lane.kind === 'room' ? 'menu.closeRoom' : 'menu.away') },
          { key: 'open', label: t('menu.open') },
        ]
      : []),
    { key: 'week', label: t('menu.week') },
  ];
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      destroyOnHidden
      menu={{
        items,
        onClick: ({ key }) => deeds[key as keyof typeof deeds](lane),
      }}
    >
      <button
        type="button"
        className={styles.name}
        aria-haspopup="menu"
        aria-label={t('menu.of', { name: lane.name })}
        title={lane.name}
      >
        {lane.title}
      </button>
    </Dropdown>
  );
}
