import { Button, mergeClasses } from '@fluentui/react-components';
import type { ButtonProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { ShortcutAction } from '../../../src/contract/settings/settings';
import type { CallCard } from '../../view-models/call-card';
import { WithShortcut } from '../../ui/WithShortcut';
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
  /** What does the same by keyboard. */
  readonly shortcut?: ShortcutAction;
}

/**
 * One thing to do in a call, as an icon with its name. Whatever it looks like, it stays the same element, and keeps the
 * focus.
 */
export function RoundButton({
  card,
  name,
  icon,
  onClick,
  small = false,
  pressed = false,
  className,
  task,
  expanded,
  shortcut,
}: RoundButtonProps): ReactNode {
  const look = useRoundLook(card, small, pressed);
  const more: Partial<ButtonProps> = {
    ...(onClick ? { onClick } : {}),
    ...(expanded === undefined ? {} : { 'aria-expanded': expanded }),
  };
  return (
    <WithShortcut name={name} shortcut={shortcut}>
      <Button
        shape="circular"
        className={mergeClasses(look, className)}
        icon={icon}
        aria-label={name}
        data-task={task}
        {...more}
      />
    </WithShortcut>
  );
}

export function useRoundLook(card: CallCard, small: boolean, pressed = false): string {
  const styles = useCardStyles();
  const active = card.state === 'active';
  return mergeClasses(
    small ? styles.small : styles.round,
    active && styles.onActive,
    pressed && (active ? styles.pressedOnActive : styles.pressed),
  );
}
