import { Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ActivityView } from '../../src/contract/activities/activity';
import type { LineState } from '../../src/contract/lines/line-state';
import { usePresenceExplained } from './ActivityText';
import { useServices } from './services';
import { useLayout } from './use-layout';

/** The keyboard rests on a row for this long before it says more; who goes on through the list sees nothing of it. */
const restMs = 500;

export interface PresenceTipProps {
  readonly activity: ActivityView | null;
  readonly line: LineState | null;
  /** The keyboard is on the row. */
  readonly here: boolean;
  /** By which the row is described. */
  readonly id: string;
  /** The row. */
  readonly children: ReactElement;
}

/**
 * Where activity and line of a row come from, how old they are and when they end, for the eye that goes through a list
 * by keyboard; under the mouse each says it for itself. Escape puts it away (WCAG 1.4.13).
 */
export function PresenceTip({ activity, line, here, children }: Omit<PresenceTipProps, 'id'>): ReactNode {
  const { clock } = useServices();
  const narrow = useLayout() === 'narrow';
  const facts = usePresenceFacts(activity, line);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!here) return undefined;
    const cancel = clock.after(restMs, () => setShown(true));
    return () => {
      cancel();
      setShown(false);
    };
  }, [clock, here]);
  return (
    <Tooltip
      content={facts}
      relationship="inaccessible"
      positioning={narrow ? 'below' : 'after'}
      visible={shown && facts !== ''}
      onVisibleChange={(_, { visible, documentKeyboardEvent }) => {
        if (!visible && documentKeyboardEvent) setShown(false);
      }}
    >
      {children}
    </Tooltip>
  );
}

/** The same for who hears it: what the row is described by. */
export function PresenceDescription({ activity, line, id }: Omit<PresenceTipProps, 'here' | 'children'>): ReactNode {
  const facts = usePresenceFacts(activity, line);
  return facts === '' ? null : (
    <span id={id} hidden>
      {facts}
    </span>
  );
}

function usePresenceFacts(activity: ActivityView | null, line: LineState | null): string {
  const explained = usePresenceExplained();
  return [activity === null ? '' : explained.activity(activity), line === null ? '' : explained.line(line)]
    .filter((text) => text !== '')
    .join('. ');
}
