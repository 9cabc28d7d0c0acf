import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { useServices } from '../../ui/services';
import { dateOf, isShift, noShift, shiftBy, shiftSince, shifted, type Shift } from '../../view-models/calendar-grid';
import { useDates } from './use-dates';
import { entryKey, type Entries } from './use-entries';

export interface Shifts {
  /** As it is drawn: where a drag, or keys, have taken it. */
  shown(occurrence: Occurrence): Occurrence;
  isMoving(occurrence: Occurrence): boolean;
  /** A key: stored once no other follows. */
  by(occurrence: Occurrence, step: Partial<Shift>): void;
  /** A drag: how far it has gone since the pointer went down. */
  to(occurrence: Occurrence, shift: Shift): void;
  /** Stores what was moved, at once. */
  drop(): void;
  /** A drag was given up: the entry is where it was. */
  giveUp(): void;
  /** Takes back what is being moved, else what was moved last; false: there was nothing. */
  back(occurrence: Occurrence): boolean;
  /** Does something with it as it is stored: at once, or when what was moved is. */
  settled(occurrence: Occurrence, then: (occurrence: Occurrence) => void): void;
}

/** After the last key that moves an entry it is stored. */
const restMs = 700;

/** An entry that is moved: to where from where it was seen first, and where its drag began. */
interface Moving {
  readonly occurrence: Occurrence;
  readonly shift: Shift;
  readonly dragFrom: Shift | null;
}

/** The entries that are drawn elsewhere than the calendar has them. */
function useDrawn() {
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Moving>>(new Map());
  // Keys come faster than the page is drawn.
  const now = useRef(drawn);
  function put(key: string, moving: Moving | null): void {
    const next = new Map(now.current);
    if (moving === null) next.delete(key);
    else next.set(key, moving);
    now.current = next;
    setDrawn(next);
  }
  return { drawn, now, put };
}

type Drawn = ReturnType<typeof useDrawn>;
/** What was moved last, as it was before. */
interface Last {
  readonly key: string;
  readonly before: Occurrence;
  readonly undo: () => Promise<void>;
}

/**
 * Stores where an entry was moved, one change after the other: what is moved meanwhile is stored on top of it, and what
 * is taken back meanwhile is undone.
 */
function useStoring(entries: Entries, { now, put }: Drawn) {
  const running = useRef(new Map<string, Promise<void>>());
  const last = useRef<Last | null>(null);

  async function store(key: string, isHeld: () => boolean): Promise<void> {
    for (let moving = now.current.get(key); moving !== undefined; moving = now.current.get(key)) {
      const { occurrence, shift } = moving;
      if (!isShift(shift)) break;
      // oxlint-disable-next-line no-await-in-loop -- each on top of the one before
      const undo = await entries.move(occurrence, shifted(occurrence.planned, shift));
      if (undo === null) break;
      const { shift: wanted, dragFrom } = now.current.get(key) ?? moving;
      last.current = { key, before: occurrence, undo };
      if (!isShift(wanted)) {
        last.current = null;
        // oxlint-disable-next-line no-await-in-loop
        await undo();
        break;
      }
      put(key, {
        occurrence: entries.fresh(occurrence),
        shift: shiftSince(shift, wanted),
        dragFrom: dragFrom && shiftSince(shift, dragFrom),
      });
      // Keys that still come, or a drag, say when the rest is stored.
      if (isHeld()) return;
    }
    put(key, null);
  }

  return {
    running,
    /** Undoes what was stored last, if it was this entry; returns how it was before. */
    undo(key: string): Occurrence | null {
      if (last.current?.key !== key) return null;
      const { before, undo } = last.current;
      last.current = null;
      void undo();
      return before;
    },
    start(key: string, isHeld: () => boolean): void {
      if (running.current.has(key)) return;
      const done = store(key, isHeld).finally(() => running.current.delete(key));
      running.current.set(key, done);
    },
  };
}

/** Entries that are moved by keys and drags: each step is said, stored once at the end, and can be taken back. */
export function useShifts(entries: Entries, say: (text: string) => void): Shifts {
  const { clock } = useServices();
  const drawing = useDrawn();
  const { drawn, now, put } = drawing;
  const { running, start, undo } = useStoring(entries, drawing);
  const textOf = useShiftTexts(entries);
  /** The one that keys or a pointer move just now. */
  const held = useRef<string | null>(null);
  const cancel = useRef<() => void>(() => undefined);

  function drop(): void {
    cancel.current();
    const key = held.current;
    held.current = null;
    const moving = key === null ? undefined : now.current.get(key);
    if (key === null || moving === undefined) return;
    if (isShift(moving.shift) || running.current.has(key)) {
      put(key, { ...moving, dragFrom: null });
      start(key, () => held.current === key);
    } else put(key, null);
  }
  /** Takes an entry up; another one that was moved is stored. */
  function take(occurrence: Occurrence): Moving {
    const key = entryKey(occurrence);
    if (held.current !== key) drop();
    cancel.current();
    held.current = key;
    return now.current.get(key) ?? { occurrence: entries.fresh(occurrence), shift: noShift, dragFrom: null };
  }
  // Who goes elsewhere has moved it all the same.
  const atEnd = useRef(drop);
  useEffect(() => {
    atEnd.current = drop;
  });
  useEffect(() => () => atEnd.current(), []);

  return {
    shown(occurrence) {
      const moving = drawn.get(entryKey(occurrence));
      return moving === undefined ? occurrence : { ...occurrence, ...shifted(moving.occurrence, moving.shift) };
    },
    isMoving: (occurrence) => drawn.has(entryKey(occurrence)),
    by(occurrence, step) {
      const before = take(occurrence);
      const next = { ...before, shift: shiftBy(before.shift, step) };
      put(entryKey(occurrence), next);
      say(textOf((step.longer ?? 0) === 0 ? 'moved' : 'resized', next.occurrence, next.shift));
      cancel.current = clock.after(restMs, drop);
    },
    to(occurrence, shift) {
      const before = take(occurrence);
      const dragFrom = before.dragFrom ?? before.shift;
      put(entryKey(occurrence), { ...before, dragFrom, shift: shiftBy(dragFrom, shift) });
    },
    drop,
    giveUp() {
      const key = held.current;
      const moving = key === null ? undefined : now.current.get(key);
      if (key !== null && moving?.dragFrom != null) put(key, { ...moving, shift: moving.dragFrom });
      drop();
    },
    back(occurrence) {
      const key = entryKey(occurrence);
      const moving = now.current.get(key);
      if (moving !== undefined) {
        say(textOf('undone', moving.occurrence, noShift));
        put(key, { ...moving, shift: noShift });
        if (held.current === key) drop();
        return true;
      }
      const before = undo(key);
      if (before !== null) say(textOf('undone', before, noShift));
      return before !== null;
    },
    settled(occurrence, then) {
      drop();
      const storing = running.current.get(entryKey(occurrence));
      if (storing === undefined) then(occurrence);
      else void storing.then(() => then(entries.fresh(occurrence)));
    },
  };
}

/** What is said of an entry that is moved. */
function useShiftTexts(entries: Entries) {
  const { t } = useTranslation();
  const dates = useDates();
  return (key: 'moved' | 'resized' | 'undone', occurrence: Occurrence, shift: Shift): string => {
    const { from, to } = shifted(occurrence, shift);
    const values = { title: entries.titleOf(occurrence), day: dates.long(dateOf(from)), times: dates.times(from, to) };
    return t(`calendar.said.${key}`, values);
  };
}
