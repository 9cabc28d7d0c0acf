import type { Clock } from '../ports/clock';
import type { OpenNow } from '../contract/answer-groups/realtime';
import type { Opening } from '../contract/answer-groups/settings';
import type { Configured } from './configured';
import type { Input } from './distributor/protocol';
import type { State } from './distributor/state';

export interface OpeningDeps {
  readonly clock: Clock;
  /** By the clock on the organisation's wall. */
  openNow(opening: Opening): OpenNow;
}

const minuteMs = 60_000;

/** Groups open and close to the minute: what is new of that at each full one. */
export interface OpeningWatch {
  /** Of groups of which something else is thought: whether they are open, and when that changes. */
  news(state: State, configured: Configured): readonly Input[];
  stop(): void;
}

/** @param onMinute the news may be asked for; begins at once */
export function watchOpening({ clock, openNow }: OpeningDeps, onMinute: () => void): OpeningWatch {
  let cancel = next();
  function next(): () => void {
    return clock.after(minuteMs - (clock.nowMs() % minuteMs), () => {
      cancel = next();
      onMinute();
    });
  }
  return {
    news(state, { groups }) {
      // Groups have their hours in common, mostly; what these say takes its time.
      const found = new Map<string, OpenNow>();
      return [...groups.values()].flatMap(({ id: groupId, opening }): Input[] => {
        const hours = JSON.stringify(opening);
        const [now, known] = [found.get(hours) ?? openNow(opening), state.memory.get(groupId)];
        found.set(hours, now);
        if (known?.isOpen === now.isOpen && known.changesAtMs === now.changesAtMs) return [];
        return [{ type: 'opening', groupId, ...now }];
      });
    },
    stop: () => cancel(),
  };
}
