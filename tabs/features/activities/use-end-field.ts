import { useState } from 'react';
import type { ActivityDefinition, ActivityView } from '../../../src/contract/activities/activity';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { localEnd, momentOf, readEnd, usualEndMs } from '../../view-models/activity-end';
import { useChoices } from './use-choices';

/** An end that is being written. */
export interface EndField {
  readonly time: string;
  readonly date: string;
  /** The moment that it is; null = none, or it is no time yet. */
  readonly atMs: number | null;
  /** What is written is no time. */
  readonly isWrong: boolean;
  /** So many minutes from now, if that was pressed. */
  readonly minutes: number | null;
  readonly mayBeNone: boolean;
  setTime(text: string): void;
  setDate(date: string): void;
  setMinutes(minutes: number): void;
  setNone(): void;
}

interface Written {
  readonly time: string;
  readonly date: string;
  readonly minutes: number | null;
  /** To the second, where it was not typed. */
  readonly exactMs: number | null;
}

const hourMs = 3_600_000;

/** The end that is set already, else the one that is usual, else in an hour. */
export function useEndField(definition: ActivityDefinition, before: ActivityView | null): EndField {
  const { localTime, clock, store } = useServices();
  const { zone } = useStore(localTime, (value) => value);
  const { choices } = useChoices();
  const nowMs = (): number => clock.nowMs() + store.get().clockSkewMs;
  const at = (ms: number, minutes: number | null): Written => ({ ...localEnd(zone, ms), minutes, exactMs: ms });
  const [written, setWritten] = useState<Written>(() => {
    const { defaultEnd } = definition;
    if (before?.source === 'set' && before.activityId === definition.id && before.untilMs !== null)
      return at(before.untilMs, null);
    if (defaultEnd === null || choices === null) return at(nowMs() + hourMs, defaultEnd === null ? 60 : null);
    return at(usualEndMs(defaultEnd, nowMs(), choices), typeof defaultEnd === 'object' ? defaultEnd.minutes : null);
  });
  const { time, date, minutes, exactMs } = written;
  const isNone = time.trim() === '' && !definition.endRequired;
  const read = exactMs === null && !isNone ? readEnd(time, date) : null;
  const atMs = exactMs ?? (read === null ? null : momentOf(zone, read));
  const typed = (change: Partial<Written>): void => setWritten({ ...written, ...change, minutes: null, exactMs: null });
  return {
    time,
    date,
    atMs,
    isWrong: atMs === null && !isNone,
    minutes,
    mayBeNone: !definition.endRequired,
    setTime(text) {
      const whole = /^\d{4}-/.test(text.trim()) ? readEnd(text, date) : null;
      typed(whole ?? { time: text });
    },
    setDate: (next) => typed({ date: next }),
    setMinutes: (count) => setWritten(at(nowMs() + count * 60_000, count)),
    setNone: () => typed({ time: '' }),
  };
}
