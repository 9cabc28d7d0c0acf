import { plusDays } from '../../../../src/contract/calendar/wall';
import { mostDays, type Period } from '../../../../src/contract/answer-groups/limits';

/** Days of the organisation's calendar, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const presets = ['today', 'yesterday', 'week', 'month'] as const;
export type Preset = (typeof presets)[number];

export function daysOf(preset: Preset, today: string): Days {
  if (preset === 'today') return { from: today, to: today };
  const yesterday = plusDays(today, -1);
  if (preset === 'yesterday') return { from: yesterday, to: yesterday };
  return { from: plusDays(today, preset === 'week' ? -6 : -27), to: today };
}

export const presetOf = (days: Days, today: string): Preset | null =>
  presets.find((preset) => {
    const { from, to } = daysOf(preset, today);
    return from === days.from && to === days.to;
  }) ?? null;

/** One day by quarters, more of them by days. */
export const resolutionOf = ({ from, to }: Days): Period => (from === to ? 'quarter' : 'day');

/** The same with another end, where it is one that can be asked for. */
export function changed(days: Days, end: keyof Days, date: string): Days {
  if (date === '') return days;
  const longest = mostDays.day - 1;
  if (end === 'from') {
    const to = days.to < date ? date : days.to;
    return { from: date, to: to > plusDays(date, longest) ? plusDays(date, longest) : to };
  }
  const from = days.from > date ? date : days.from;
  return { from: from < plusDays(date, -longest) ? plusDays(date, -longest) : from, to: date };
}
