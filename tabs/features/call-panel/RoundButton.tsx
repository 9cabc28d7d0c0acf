import { Button, Tooltip, mergeClasses } from '@fluentui/react-components';
import type { ButtonProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { CallCard } from '../../view-models/call-card';
import { useCardStyles } from './card-styles';

export interface RoundButtonProps {
  readonly card: CallCard;
  readonly name: string;
  readonly icon: ReactElement;
  readonly onClick?: () => void;
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly className?: string;
  /** For finding the button again, e.g. to give the focus back. */
  readonly task?: string;
  readonly expanded?: boolean;
}

/** One thing to do in a call, as an icon with its name. */
export function RoundButton({ card, name, icon, onClick, small = false, pressed = false, className, task, expanded }: RoundButtonProps): ReactNode {
  const look = useRoundLook(card, small, pressed);
  const more: Partial<ButtonProps> = { ...(onClick ? { onClick } : {}), ...(expanded === undefined ? {} : { 'aria-expanded': expanded }) };
  return (
    <Tooltip content={name} relationship="label">
      <Button shape="circular" className={mergeClasses(look, className)} icon={icon} data-task={task} {...more} />
    </Tooltip>
  );
}

export function useRoundLook(card: CallCard, small: boolean, pressed = false): string {
  const styles = useCardStyles();
  const active = card.state === 'active';
  return mergeClasses(small ? styles.small : styles.round, active && styles.onActive, pressed && (active ? styles.pressedOnActive : styles.pressed));
}
