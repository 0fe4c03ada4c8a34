import type { ReactNode } from 'react';
import { Icon } from './icon';

interface CaucusBarProps {
  /** Who cannot hear: `乙方听不到`, or `对方听不到` on a party's own screen. */
  title: string;
  /** Since when, and what to mind. */
  children?: ReactNode;
  /** The way back, on the mediator's screen. */
  action?: ReactNode;
  size?: 'staff' | 'room';
}

/** Private talk: yellow, hatched at both ends, for as long as it lasts. Nothing else is ever yellow. */
export function CaucusBar({ title, children, action, size = 'staff' }: CaucusBarProps) {
  return (
    <div className={`caucus-bar size-${size}`} role="status">
      <div className="in-bar">
        <Icon name="mute" />
        <strong>{title}</strong>
        {children && <span className="more">{children}</span>}
        {action}
      </div>
    </div>
  );
}
