import { Button } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import type { ReactNode } from 'react';

export interface MoveButtonsProps {
  /** Of all rows of the list, in their order. */
  readonly ids: readonly string[];
  /** Which of them these buttons move. */
  readonly index: number;
  readonly up: string;
  readonly down: string;
  readonly onOrder: (ids: readonly string[]) => void;
}

/** One place up, one place down; at an end it keeps the keys. One row alone has nowhere to go. */
export function MoveButtons({ ids, index, up, down, onOrder }: MoveButtonsProps): ReactNode {
  if (ids.length < 2) return null;
  const move = (by: number): void => {
    const next = [...ids];
    next.splice(index + by, 0, ...next.splice(index, 1));
    onOrder(next);
  };
  return (
    <span>
      <Button
        appearance="subtle"
        icon={<ArrowUpRegular />}
        aria-label={up}
        disabledFocusable={index === 0}
        onClick={() => move(-1)}
      />
      <Button
        appearance="subtle"
        icon={<ArrowDownRegular />}
        aria-label={down}
        disabledFocusable={index === ids.length - 1}
        onClick={() => move(1)}
      />
    </span>
  );
}
