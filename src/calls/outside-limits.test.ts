import { createFakeClock } from '../../tests/fakes/clock';
import type { CallId, LegId, OrganisationId, UserId } from '../contract/ids';
import { mostAbroadAnHour, mostOutsideAnHour, mostOutsideAtOnce } from '../contract/rules/limits';
import type { Call, Leg } from './engine/call';
import { createOutsideLimits } from './outside-limits';

const [anna, bjorn] = ['anna', 'bjorn'] as [UserId, UserId];
const fjallbo = 'fjallbo' as OrganisationId;
const [stockholm, oslo] = ['+46851920011', '+4722123456'];

interface What {
  readonly paidBy?: UserId;
  readonly isForward?: boolean;
  readonly number?: string;
}

/** A call with one leg outside. */
const call = (id: string, state: Leg['state'], { paidBy = anna, isForward, number = stockholm }: What = {}): Call =>
  ({
    id: id as CallId,
    organisationId: fjallbo,
    legs: [{ id: `leg-${id}` as LegId, paidBy, number, ...(isForward && { forwardedBy: paidBy }), state }],
  }) as unknown as Call;

const ofDay = { minutesADay: 1e6, minutesOfPerson: 1e6, newADay: 1e5, newOfPerson: 1e5 };

function exchange(ofOrganisation = { callsAtOnce: 100, abroadAnHour: 60 }) {
  const clock = createFakeClock();
  const limits = createOutsideLimits({
    clock,
    lines: {
      organisation: (id) => ({
        ...{ id, domain: 'fjallbo.vaxel', country: 'SE' },
        ...{ language: 'sv', timeZone: 'Europe/Stockholm' },
      }),
    },
    knowledge: { outsideLimitsOf: () => ({ ...ofOrganisation, ...ofDay }), judgeNow: () => 'ok' },
    day: { refuses: () => null, dialled() {}, talked() {} },
  });
  const may = ({ paidBy = anna, isForward = false, number = stockholm }: What = {}) =>
    limits.mayDial(fjallbo, { paidBy, isForward, number }) === true;
  /** As often as may be, each over at once or not, until the next one is refused. */
  function untilRefused(what: What, state: 'up' | 'ended'): number {
    for (let n = 0; n < 1_000; n += 1) {
      if (!may(what)) return n;
      limits.follow(call(`${what.paidBy}-${n}`, 'dialling', what));
      if (state === 'ended') limits.follow(call(`${what.paidBy}-${n}`, 'ended', what));
      clock.advance(1_000);
    }
    return Infinity;
  }
  return { clock, limits, may, untilRefused };
}

test('two forwards at once, until one of them ends, however it does', () => {
  const { limits, may } = exchange();
  const forward = { isForward: true };
  limits.follow(call('a', 'dialling', forward));
  expect(may(forward)).toBe(true);
  limits.follow(call('b', 'up', forward));
  expect([may(forward), may()]).toEqual([false, true]);
  limits.follow(call('a', 'ended', forward));
  expect(may(forward)).toBe(true);
  limits.follow(call('c', 'dialling', forward));
  limits.over('c' as CallId);
  expect(may(forward)).toBe(true);
});

test('thirty forwards within an hour, and no more until the first of them is an hour old', () => {
  const { clock, may, untilRefused } = exchange();
  const forward = { isForward: true };
  expect(untilRefused(forward, 'ended')).toBe(30);
  clock.advance(3_600_000 - 30_000);
  expect(may(forward)).toBe(true);
});

test('calls at once: so many for a person, and for all of the organisation', () => {
  const { untilRefused, may } = exchange({ callsAtOnce: mostOutsideAtOnce + 2, abroadAnHour: 60 });
  expect(untilRefused({}, 'up')).toBe(mostOutsideAtOnce);
  expect(untilRefused({ paidBy: bjorn }, 'up')).toBe(2);
  expect(may({ paidBy: 'cecilia' as UserId })).toBe(false);
});

test('calls within an hour: so many for a person, and fewer abroad, for a person and for all', () => {
  expect(exchange().untilRefused({}, 'ended')).toBe(mostOutsideAnHour);
  const { untilRefused, may } = exchange({ callsAtOnce: 100, abroadAnHour: mostAbroadAnHour + 3 });
  expect(untilRefused({ number: oslo }, 'ended')).toBe(mostAbroadAnHour);
  expect(may()).toBe(true);
  expect(untilRefused({ number: oslo, paidBy: bjorn }, 'ended')).toBe(3);
  expect(may({ paidBy: bjorn })).toBe(true);
});

test('a leg that moves to another call counts once, and until it ends there', () => {
  const { limits, may } = exchange({ callsAtOnce: 1, abroadAnHour: 60 });
  limits.follow(call('a', 'up'));
  const moved = { ...call('a', 'up'), id: 'b' as CallId };
  limits.follow(moved);
  limits.over('a' as CallId);
  expect(may()).toBe(false);
  limits.over('b' as CallId);
  expect(may()).toBe(true);
});
