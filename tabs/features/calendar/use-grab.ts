import { useEffect, useRef } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { useServices } from '../../ui/services';
import { noShift, snapMinutes, snapped } from '../../view-models/calendar-grid';
import { followPointer, scrollAtEdges } from './follow-pointer';
import { headHeight, underPoint, type DayColumn } from './geometry';
import type { Shifts } from './use-shifts';

export interface Range {
  readonly day: number;
  readonly from: number;
  readonly to: number;
}

/** What of an entry is taken: all of it, its end, or its end by the handle that a finger meets. */
export type Grip = 'whole' | 'end' | 'handle';

export interface Grab {
  /** A pointer has gone down on an entry. */
  entry(event: ReactPointerEvent, occurrence: Occurrence, what: Grip): void;
  /** A pointer has gone down on an empty time. */
  time(event: ReactPointerEvent): void;
  /** The press that has just ended was a drag: it opens nothing. */
  wasDrag(): boolean;
}

export interface GrabOptions {
  readonly layer: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly columns: readonly DayColumn[];
  readonly shifts: Shifts;
  onMark(range: Range | null): void;
  onMarked(range: Range): void;
  /** A finger has rested on it. */
  onHeld(occurrence: Occurrence): void;
}

type Place = ReturnType<typeof underPoint>;

interface Drag {
  readonly hold: boolean;
  begin?(): void;
  move(began: Place, now: Place): void;
  end(kept: boolean): void;
}

/** Follows pointers over the grid, as places in it. */
function useFollow({ layer, scroller, columns }: Pick<GrabOptions, 'layer' | 'scroller' | 'columns'>) {
  const { clock } = useServices();
  const dragged = useRef(false);
  const holds = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    // What a finger has taken along goes with it, and the page stays. It has to stand there before the finger comes.
    const keep = (event: TouchEvent): void => {
      if (holds.current) event.preventDefault();
    };
    element?.addEventListener('touchmove', keep, { passive: false });
    return () => element?.removeEventListener('touchmove', keep);
  }, [scroller]);

  function follow({ nativeEvent: down }: ReactPointerEvent, drag: Drag): void {
    dragged.current = false;
    const [over, around] = [layer.current, scroller.current];
    if (down.button !== 0 || over === null || around === null) return;
    const began = underPoint(over, columns, down);
    const move = (point: PointerEvent): void => drag.move(began, underPoint(over, columns, point));
    const edges = scrollAtEdges(around, headHeight, move);
    followPointer(down, {
      clock,
      hold: drag.hold && down.pointerType === 'touch',
      onBegin() {
        dragged.current = true;
        holds.current = true;
        drag.begin?.();
      },
      onMove(point) {
        move(point);
        edges.at(point);
      },
      onEnd(kept) {
        holds.current = false;
        edges.end();
        drag.end(kept);
      },
    });
  }
  return {
    follow,
    wasDrag(): boolean {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
  };
}

/**
 * Entries are moved and made longer, and a time is marked to be planned: by mouse and pen at once, by a finger that
 * has rested before. One that does not rest scrolls.
 */
export function useGrab({ shifts, onMark, onMarked, onHeld, ...where }: GrabOptions): Grab {
  const { follow, wasDrag } = useFollow(where);
  return {
    wasDrag,
    entry(event, occurrence, what) {
      follow(event, {
        hold: what !== 'handle',
        begin: () => event.pointerType === 'touch' && onHeld(occurrence),
        move(began, now) {
          const minutes = snapped(now.minutes - began.minutes);
          const whole = { ...noShift, days: now.day - began.day, minutes };
          shifts.to(occurrence, what === 'whole' ? whole : { ...noShift, longer: minutes });
        },
        end: (kept) => (kept ? shifts.drop() : shifts.giveUp()),
      });
    },
    time(event) {
      let range: Range | null = null;
      follow(event, {
        hold: true,
        move(began, now) {
          const [from, to] = [began.minutes, now.minutes].map(snapped).toSorted((a, b) => a - b) as [number, number];
          range = { day: began.day, from, to: Math.max(to, from + snapMinutes) };
          onMark(range);
        },
        end(kept) {
          onMark(null);
          if (kept && range !== null) onMarked(range);
        },
      });
    },
  };
}
