import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface Props extends Omit<ButtonProps, 'children' | 'className'> {
  children: ReactNode;
  icon?: IconName;
  /** One `primary` a screen. `danger` is outlined and asks again; `call` is 叫工作人员 and never asks. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'call';
  size?: 'resident' | 'room';
}

/** The button of residents' and rooms' screens: 56 or 104 px high, verb first. */
export function Button({ children, icon, kind = 'plain', size = 'resident', ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`big-btn ${kind} size-${size}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}
