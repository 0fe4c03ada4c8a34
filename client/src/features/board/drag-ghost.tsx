import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format';
import { clsx } from 'clsx';
import type { Target } from './starts';
import styles from './timetable.module.css';

interface GhostProps {
  ghost: RefObject<HTMLDivElement | null>;
  title: string;
  target: Target | null;
  rowName: string;
  /** Null while it is not known yet. */
  possible: boolean | null;
}

/** What follows the pointer: who it is, and whether it may be let go here. */
export function DragGhost({ ghost, title, target, rowName, possible }: GhostProps) {
  const { t } = useTranslation('board');
  const where = target ? `${clockTime(target.startsAt)} ${rowName}` : '';
  return (
    <div
      ref={ghost}
      aria-hidden="true"
      className={clsx(styles.ghost, target && possible && styles.fits, target && possible === false && styles.unfit)}
    >
      <b>{title}</b>
      <span>{target ? (possible === false ? t('ghost.unlikely', { where }) : where) : t('ghost.carry')}</span>
    </div>
  );
}
