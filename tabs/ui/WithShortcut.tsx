import { Tooltip } from '@fluentui/react-components';
import { cloneElement } from 'react';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';
import type { ShortcutAction } from '../../src/contract/settings/settings';
import { useShortcutKeys } from './use-shortcut-keys';

export interface WithShortcutProps {
  readonly name: string;
  /** What does the same by keyboard. */
  readonly shortcut: ShortcutAction | undefined;
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * A control's name and keys as a tooltip, below it since above stand the name and the number; the keys are told to
 * screen readers as well.
 */
export function WithShortcut({ name, shortcut, children }: WithShortcutProps): ReactNode {
  const keys = useShortcutKeys(shortcut);
  return (
    <Tooltip
      content={keys === null ? name : `${name} (${keys.readable})`}
      relationship="inaccessible"
      positioning="below"
    >
      {cloneElement(children, { 'aria-keyshortcuts': keys?.aria })}
    </Tooltip>
  );
}
