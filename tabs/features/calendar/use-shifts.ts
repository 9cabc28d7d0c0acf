import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { useServices } from '../../ui/services';
import { dateOf, isShift, noShift, shifted, type Shift } from '../../view-models/calendar-grid';
import { useDates } from './use-dates';
import type { Entries } from './use-entries';

/** The same entry before and after it was moved. */
export const entryKey = ({ scheduleId, at, repeat }: Occurrence): string =>
  repeat === null ? scheduleId : `${scheduleId} ${at}`;

export interface Shifts {
  /** As it is drawn: where a drag, or keys, have taken it. */
  shown(occurrence: Occurrence): Occurrence;
  isMoving(occurrence: Occurrence): boolean;
  /** A key: stored once no other follows. */
  by(occurrence: Occurrence, step: Partial<Shift>): void;
  /** A drag: where it is now. */
  to(occurrence: Occurrence, shift: Shift): void;
  /** Stores what was moved, at once. */
  drop(): void;
  /** Takes back what is being moved, else what was moved last; false: there was nothing. */
  back(occurrence: Occurrence): boolean;
}

/** After the last key that moves an entry it is stored. */
const restMs = 700;

interface Moving {
  readonly occurrence: Occurrence;
  readonly shift: Shift;
}

/** Entries that are moved by keys and drags: each step is said, stored once at the end, and can be taken back. */
export function useShifts(entries: Entries, say: (text: string) => void): Shifts {
  const { clock } = useServices();
  const { t } = useTranslation();
  const dates = useDates();
  const [moving, setMoving] = useState<Moving | null>(null);
  const now = useRef<Moving | null>(null);
  const last = useRef<{ readonly key: string; readonly undo: () => void; readonly text: string } | null>(null);
  const cancel = useRef<() => void>(() => undefined);
  useEffect(() => () => cancel.current(), []);

  const textOf = (key: 'moved' | 'resized' | 'undone', { occurrence, shift }: Moving): string => {
    const { from, to } = shifted(occurrence, shift);
    const text = { title: entries.titleOf(occurrence), day: dates.long(dateOf(from)), times: dates.times(from, to) };
    return t(`calendar.said.${key}`, text);
  };

  function put(next: Moving | null): void {
    now.current = next;
    setMoving(next);
  }

  function drop(): void {
    cancel.current();
    const done = now.current;
    if (done === null) return;
    if (!isShift(done.shift)) return put(null);
    const text = textOf('undone', { ...done, shift: noShift });
    void entries.move(done.occurrence, shifted(done.occurrence.planned, done.shift)).then((undo) => {
      last.current = undo && { key: entryKey(done.occurrence), undo, text };
      // Another may be on its way meanwhile.
      if (now.current === done) put(null);
    });
  }

  return {
    shown(occurrence) {
      if (moving === null || entryKey(moving.occurrence) !== entryKey(occurrence)) return occurrence;
      return { ...occurrence, ...shifted(moving.occurrence, moving.shift) };
    },
    isMoving: (occurrence) => moving !== null && entryKey(moving.occurrence) === entryKey(occurrence),
    by(occurrence, step) {
      if (now.current !== null && entryKey(now.current.occurrence) !== entryKey(occurrence)) drop();
      const before = now.current ?? { occurrence, shift: noShift };
      const { days = 0, minutes = 0, longer = 0 } = step;
      const { shift } = before;
      const next = {
        occurrence: before.occurrence,
        shift: { days: shift.days + days, minutes: shift.minutes + minutes, longer: shift.longer + longer },
      };
      put(next);
      say(textOf(longer === 0 ? 'moved' : 'resized', next));
      cancel.current();
      cancel.current = clock.after(restMs, drop);
    },
    to: (occurrence, shift) => put({ occurrence, shift }),
    drop,
    back(occurrence) {
      cancel.current();
      const key = entryKey(occurrence);
      if (now.current !== null) {
        say(textOf('undone', { ...now.current, shift: noShift }));
        put(null);
        return true;
      }
      if (last.current?.key !== key) return false;
      say(last.current.text);
      last.current.undo();
      last.current = null;
      return true;
    },
  };
}
