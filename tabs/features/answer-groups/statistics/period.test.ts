import { changed, daysOf, presetOf, resolutionOf } from './period';

const today = '2026-11-28';

it('a preset is days of the calendar that end today, or yesterday', () => {
  expect(daysOf('yesterday', today)).toEqual({ from: '2026-11-27', to: '2026-11-27' });
  expect(daysOf('week', today)).toEqual({ from: '2026-11-22', to: today });
  expect(presetOf(daysOf('month', today), today)).toBe('month');
  expect(presetOf({ from: '2026-11-02', to: today }, today)).toBeNull();
});

it('one day is shown by quarters, more of them by days', () => {
  expect([resolutionOf(daysOf('today', today)), resolutionOf(daysOf('week', today))]).toEqual(['quarter', 'day']);
});

it('an end that is moved past the other takes it along, and nobody asks for more than a year', () => {
  const week = daysOf('week', today);
  expect(changed(week, 'to', '2026-11-01')).toEqual({ from: '2026-11-01', to: '2026-11-01' });
  expect(changed(week, 'from', '2026-12-01')).toEqual({ from: '2026-12-01', to: '2026-12-01' });
  expect(changed(week, 'from', '2024-01-01')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(changed(week, 'from', '')).toBe(week);
});
