import { snoozedUntilMs } from './snoozes';

const zone = 'Europe/Stockholm';
const at = (text: string) => Date.parse(text);

test('rests an hour, three, or until the morning', () => {
  const now = at('2026-11-28T09:30:00Z');
  expect(snoozedUntilMs('hour', now, zone)).toBe(at('2026-11-28T10:30:00Z'));
  expect(snoozedUntilMs('hours', now, zone)).toBe(at('2026-11-28T12:30:00Z'));
  expect(snoozedUntilMs('tomorrow', now, zone)).toBe(at('2026-11-29T07:00:00Z'));
});

test('the morning is at eight also after a night in which clocks are set', () => {
  expect(snoozedUntilMs('tomorrow', at('2026-10-24T12:00:00Z'), zone)).toBe(at('2026-10-25T07:00:00Z'));
  expect(snoozedUntilMs('tomorrow', at('2027-03-27T12:00:00Z'), zone)).toBe(at('2027-03-28T06:00:00Z'));
});
