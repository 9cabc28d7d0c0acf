import type { Clock } from '../ports/clock';
import type { Opening } from '../contract/answer-groups/settings';
import type { Configured } from './configured';
import type { Input } from './distributor/protocol';
import type { State } from './distributor/state';

export interface OpeningDeps {
  readonly clock: Clock;
  /** By the clock on the organisation's wall. */
  isOpen(opening: Opening): boolean;
}

const minuteMs = 60_000;

/** Groups open and close to the minute: what is new of that at each full one. */
export interface OpeningWatch {
  /** Which groups are open, or not, and are thought to be otherwise. */
  news(state: State, configured: Configured): readonly Input[];
  stop(): void;
}

/** @param onMinute the news may be asked for; begins at once */
export function watchOpening({ clock, isOpen }: OpeningDeps, onMinute: () => void): OpeningWatch {
  let cancel = next();
  function next(): () => void {
    return clock.after(minuteMs - (clock.nowMs() % minuteMs), () => {
      cancel = next();
      onMinute();
    });
  }
  return {
    news(state, { groups }) {
      return [...groups.values()].flatMap(({ id: groupId, opening }): Input[] => {
        const open = isOpen(opening);
        return state.memory.get(groupId)?.isOpen === open ? [] : [{ type: 'opening', groupId, isOpen: open }];
      });
    },
    stop: () => cancel(),
  };
}
