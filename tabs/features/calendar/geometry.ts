import { minutesOfDay } from '../../view-models/calendar-grid';
import { weekdayOf } from '../../../src/contract/calendar/wall';

/** Pixels of the grid: an hour, the row of the days' names, the column of the hours. */
export const hourHeight = 48;
export const bodyHeight = (hourHeight * minutesOfDay) / 60;
export const headHeight = 52;
export const hoursWidth = 52;
/** Saturdays and Sundays of a week take less room. */
const weekendWeight = 0.66;

export interface DayColumn {
  readonly date: string;
  readonly weight: number;
  /** Percent of the days' width. */
  readonly left: number;
  readonly width: number;
}

export function dayColumns(dates: readonly string[]): DayColumn[] {
  const weights = dates.map((date) => (dates.length > 1 && weekdayOf(date) > 5 ? weekendWeight : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let left = 0;
  return dates.map((date, index) => {
    const weight = weights[index] ?? 1;
    const width = (100 * weight) / whole;
    const column = { date, weight, left, width };
    left += width;
    return column;
  });
}

export const templateOf = (columns: readonly DayColumn[]): string =>
  columns.map(({ weight }) => `minmax(0, ${weight}fr)`).join(' ');

/** The day and the minute under a point of the layer that lies over the days. */
export function underPoint(
  layer: HTMLElement,
  columns: readonly DayColumn[],
  point: { readonly clientX: number; readonly clientY: number },
): { readonly day: number; readonly minutes: number } {
  const { left, top, width, height } = layer.getBoundingClientRect();
  const percent = (100 * (point.clientX - left)) / width;
  const day = columns.findIndex((column) => percent < column.left + column.width);
  const minutes = (minutesOfDay * (point.clientY - top)) / height;
  return {
    day: day === -1 ? columns.length - 1 : Math.max(0, day),
    minutes: Math.max(0, Math.min(minutesOfDay, minutes)),
  };
}
