import { useRef } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { noShift, snapMinutes, snapped } from '../../view-models/calendar-grid';
import { underPoint, type DayColumn } from './geometry';
import type { Shifts } from './use-shifts';

export interface Range {
  readonly day: number;
  readonly from: number;
  readonly to: number;
}

export interface Grab {
  /** A pointer has gone down on an entry, or on its end. */
  entry(event: ReactPointerEvent, occurrence: Occurrence, what: 'whole' | 'end'): void;
  /** A pointer has gone down on an empty time. */
  time(event: ReactPointerEvent): void;
  /** The press that has just ended was a drag: it opens nothing. */
  wasDrag(): boolean;
}

/** How far a pointer goes before it drags. */
const slackPx = 4;

/** Mouse and pen: entries are moved and made longer, and a time is marked to be planned. Fingers scroll, and tap. */
export function useGrab(
  layer: RefObject<HTMLElement | null>,
  columns: readonly DayColumn[],
  shifts: Shifts,
  { onMark, onMarked }: { onMark(range: Range | null): void; onMarked(range: Range): void },
): Grab {
  const dragged = useRef(false);

  function follow(
    event: ReactPointerEvent,
    onMove: (event: PointerEvent) => void,
    onEnd: (kept: boolean) => void,
  ): void {
    dragged.current = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const { clientX, clientY } = event;
    const move = (moved: PointerEvent): void => {
      if (Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > slackPx) dragged.current = true;
      if (dragged.current) onMove(moved);
    };
    const end = (kept: boolean) => (): void => {
      controller.abort();
      if (dragged.current) onEnd(kept);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', end(true), { signal });
    window.addEventListener('pointercancel', end(false), { signal });
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        end(false)();
      },
      { signal, capture: true },
    );
  }

  return {
    wasDrag() {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
    entry(event, occurrence, what) {
      if (layer.current === null) return;
      const began = underPoint(layer.current, columns, event);
      follow(
        event,
        (moved) => {
          if (layer.current === null) return;
          const now = underPoint(layer.current, columns, moved);
          const minutes = snapped(now.minutes - began.minutes);
          shifts.to(
            occurrence,
            what === 'end' ? { ...noShift, longer: minutes } : { ...noShift, days: now.day - began.day, minutes },
          );
        },
        (kept) => void (kept ? shifts.drop() : shifts.back(occurrence)),
      );
    },
    time(event) {
      if (layer.current === null) return;
      const began = underPoint(layer.current, columns, event);
      let range: Range | null = null;
      follow(
        event,
        (moved) => {
          if (layer.current === null) return;
          const now = underPoint(layer.current, columns, moved);
          const [from, to] = [began.minutes, now.minutes].map(snapped).toSorted((a, b) => a - b) as [number, number];
          range = { day: began.day, from, to: Math.max(to, from + snapMinutes) };
          onMark(range);
        },
        (kept) => {
          onMark(null);
          if (kept && range !== null) onMarked(range);
        },
      );
    },
  };
}
