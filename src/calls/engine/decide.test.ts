import fc from 'fast-check';
import { EndReason } from '../../contract/calls/end-reason';
import type { CallId, DeviceId, LegId, OrganisationId, RecordingId, UserId } from '../../contract/ids';
import { liveLegs } from './call-facts';
import type { Call } from './call';
import type { RingTarget } from './plan';
import { decide } from './decide';
import type { Context, Effect, Input, PlainCommand } from './protocol';
import { route } from '../route/route';

const callId = 'call' as CallId;
const anna = 'anna' as UserId;
const bjorn = 'bjorn' as UserId;
const stranger = 'stranger' as UserId;
const callerLeg = 'leg-0' as LegId;
const identity = (userId: UserId) => ({
  kind: 'person' as const,
  userId,
  contactId: null,
  name: userId,
  number: userId,
});
const targets = ['one', 'two'].map((name) => ({ deviceId: `device-${name}` as DeviceId, label: name, isWindow: true }));

const start: Extract<Input, { type: 'start' }> = {
  type: 'start',
  callId,
  organisationId: 'organisation' as OrganisationId,
  from: { leg: callerLeg, deviceId: 'device-anna' as DeviceId, label: 'Tab' },
  caller: identity(anna),
  callee: identity(bjorn),
  plan: route({
    atMs: 0,
    isDialled: true,
    callerUserId: anna,
    destination: { kind: 'user', userId: bjorn, devices: targets.map((target) => ({ target, isReachable: true })) },
    shownNumber: null,
    mayShowNumber: true,
  }).plan,
  shownNumber: null,
};

function story(devices: Readonly<Record<UserId, readonly RingTarget[]>> = {}) {
  let legs = 1;
  let nowMs = 0;
  const context: Context = {
    get nowMs() {
      return ++nowMs;
    },
    anchorForMs: 60_000,
    newLegId: () => `leg-${legs++}` as LegId,
    newRecordingId: () => 'recording' as RecordingId,
    recordingOf: () => null,
    mayDial: () => true,
    reachable: (userId) => devices[userId] ?? [],
  };
  let call: Call | null = null;
  const effects: Effect[] = [];
  return {
    effects,
    get call(): Call {
      if (!call) throw new Error('not started');
      return call;
    },
    give(input: Input) {
      const decision = decide(call, input, context);
      if (decision.refused === undefined) {
        call = decision.call;
        effects.push(...decision.effects);
      }
      return decision;
    },
  };
}

const command = (userId: UserId, wanted: PlainCommand): Input => ({ type: 'command', userId, command: wanted });
const anyLeg = fc.constantFrom(...[0, 1, 2, 3, 99].map((n) => `leg-${n}` as LegId));
const anyUser = fc.constantFrom(anna, bjorn, stranger);
const anyCommand = fc.oneof(
  fc.constantFrom<PlainCommand>(
    { name: 'call.hold', callId },
    { name: 'call.resume', callId },
    { name: 'call.hangUp', callId },
    { name: 'call.decline', callId },
  ),
  fc.boolean().map((muted): PlainCommand => ({ name: 'call.mute', callId, muted })),
  fc.constant<PlainCommand>({ name: 'call.sendDigits', callId, digits: '1' }),
);
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ type: fc.constantFrom('legRinging' as const, 'legAnswered' as const, 'legLost' as const), leg: anyLeg }),
  fc.record({ type: fc.constant('legEnded' as const), leg: anyLeg, reason: fc.constantFrom(...EndReason.options) }),
  fc.record({ type: fc.constant('legHeld' as const), leg: anyLeg, held: fc.boolean() }),
  fc.record({
    type: fc.constant('deviceAppeared' as const),
    userId: anyUser,
    target: fc.constantFrom(...targets, { deviceId: 'device-three' as DeviceId, label: 'three', isWindow: true }),
  }),
  fc.constantFrom<Input>(
    { type: 'timer', timer: 'callee', id: 1 },
    { type: 'timer', timer: 'caller', id: 1 },
    { type: 'superseded' },
    { type: 'interrupted' },
    start,
  ),
  fc.tuple(anyUser, anyCommand).map(([userId, wanted]) => command(userId, wanted)),
);

describe('whatever happens to a call', () => {
  const run = (check: (inputs: Input[]) => void) =>
    fc.assert(fc.property(fc.array(anyInput, { maxLength: 25 }), check), { numRuns: 2_000 });

  test('a refused input and a late one change nothing; every change is one revision', () =>
    run((inputs) => {
      const told = story();
      told.give(start);
      for (const input of inputs) {
        const before = told.call;
        const decision = told.give(input);
        if (decision.refused !== undefined) expect(told.call).toBe(before);
        else expect(told.call.revision).toBe(told.call === before ? before.revision : before.revision + 1);
      }
    }));

  test('an ended call stays as it is, has no live legs and one history record for each person', () =>
    run((inputs) => {
      const told = story();
      told.give(start);
      for (const input of inputs) told.give(input);
      const records = told.effects.filter((effect) => effect.type === 'history').map(({ record }) => record.userId);
      expect(records).toEqual(told.call.state === 'ended' ? [anna, bjorn] : []);
      if (told.call.state !== 'ended') return;
      expect(liveLegs(told.call)).toEqual([]);
      const ended = told.call;
      told.give({ type: 'legAnswered', leg: 'leg-1' as LegId });
      expect(told.call).toBe(ended);
    }));

  test('every leg that was dialled and did not leave by itself is hung up in the end', () =>
    run((inputs) => {
      const told = story();
      told.give(start);
      for (const input of inputs) told.give(input);
      told.give({ type: 'interrupted' });
      const dialled = told.effects.filter((effect) => effect.type === 'dial').map(({ leg }) => leg);
      const hungUp = new Set(told.effects.filter((effect) => effect.type === 'hangUp').map(({ leg }) => leg));
      const left = new Set(told.call.legs.filter((leg) => leg.endReason !== null).map(({ id }) => id));
      for (const leg of [callerLeg, ...dialled]) expect(hungUp.has(leg) || left.has(leg)).toBe(true);
    }));

  test('a stranger cannot do anything', () =>
    run((inputs) => {
      const told = story();
      told.give(start);
      for (const input of inputs) told.give(input);
      for (const name of ['call.hangUp', 'call.hold', 'call.decline'] as const)
        expect(told.give(command(stranger, { name, callId })).refused).toBeDefined();
    }));
});

describe('a device that says why it does not take the call', () => {
  const ringing = () => {
    const told = story();
    told.give(start);
    return told;
  };

  test('603 from one device speaks for the person', () => {
    const told = ringing();
    told.give({ type: 'legEnded', leg: 'leg-1' as LegId, reason: 'declined' });
    expect(told.call).toMatchObject({ state: 'ended', endReason: 'declined' });
    expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-2', reason: 'declined' });
  });

  test.each([
    ['busy', 'unreachable', 'busy'],
    ['unreachable', 'busy', 'busy'],
    ['failed', 'unreachable', 'unreachable'],
  ] as const)('%s, then %s: the caller is told %s', (first, second, told) => {
    const told2 = ringing();
    told2.give({ type: 'legEnded', leg: 'leg-1' as LegId, reason: first });
    expect(told2.call.state).toBe('ringing');
    told2.give({ type: 'legEnded', leg: 'leg-2' as LegId, reason: second });
    expect(told2.call).toMatchObject({ state: 'ended', endReason: told });
  });

  test('a window that is lost while it rings leaves the others ringing', () => {
    const told = ringing();
    told.give({ type: 'legLost', leg: 'leg-1' as LegId });
    expect(told.call.state).toBe('ringing');
    told.give({ type: 'legAnswered', leg: 'leg-2' as LegId });
    expect(told.call.state).toBe('active');
  });
});

describe('hold', () => {
  const talking = () => {
    const told = story();
    told.give(start);
    told.give({ type: 'legAnswered', leg: 'leg-1' as LegId });
    told.effects.length = 0;
    return told;
  };

  test('the other side hears music, and the two hear each other again when it is taken back', () => {
    const told = talking();
    told.give(command(anna, { name: 'call.hold', callId }));
    expect(told.effects.splice(0)).toEqual([
      { type: 'hear', leg: 'leg-0', from: [] },
      { type: 'hear', leg: 'leg-1', from: [] },
      { type: 'music', leg: 'leg-1', on: true },
    ]);
    told.give(command(anna, { name: 'call.resume', callId }));
    expect(told.effects).toEqual([
      { type: 'music', leg: 'leg-1', on: false },
      { type: 'hear', leg: 'leg-0', from: ['leg-1'] },
      { type: 'hear', leg: 'leg-1', from: ['leg-0'] },
    ]);
  });

  test("both park: each hears the other's music until both have come back", () => {
    const told = talking();
    told.give(command(anna, { name: 'call.hold', callId }));
    told.give(command(bjorn, { name: 'call.hold', callId }));
    told.effects.length = 0;
    told.give(command(anna, { name: 'call.resume', callId }));
    expect(told.effects.splice(0)).toEqual([{ type: 'music', leg: 'leg-1', on: false }]);
    told.give(command(bjorn, { name: 'call.resume', callId }));
    expect(told.effects).toEqual([
      { type: 'music', leg: 'leg-0', on: false },
      { type: 'hear', leg: 'leg-0', from: ['leg-1'] },
      { type: 'hear', leg: 'leg-1', from: ['leg-0'] },
    ]);
  });

  test('what a phone parks by itself only the phone can take back', () => {
    const told = talking();
    told.give({ type: 'legHeld', leg: 'leg-1' as LegId, held: true });
    expect(told.effects.splice(0)).toContainEqual({ type: 'music', leg: 'leg-0', on: true });
    expect(told.give(command(bjorn, { name: 'call.resume', callId })).refused).toBe('call.notAllowed');
    told.give({ type: 'legHeld', leg: 'leg-1' as LegId, held: false });
    expect(told.effects).toContainEqual({ type: 'hear', leg: 'leg-0', from: ['leg-1'] });
  });

  test('digits go to the other side', () => {
    const told = talking();
    told.give(command(bjorn, { name: 'call.sendDigits', callId, digits: '42#' }));
    expect(told.effects).toEqual([{ type: 'sendDigits', leg: 'leg-0', digits: '42#' }]);
  });

  test('also of somebody who is muted, but not into a call that either side has parked', () => {
    const told = talking();
    const digits = command(bjorn, { name: 'call.sendDigits', callId, digits: '3*' });
    told.give(command(bjorn, { name: 'call.mute', callId, muted: true }));
    told.effects.splice(0);
    told.give(digits);
    expect(told.effects.splice(0)).toEqual([{ type: 'sendDigits', leg: 'leg-0', digits: '3*' }]);
    for (const holder of [anna, bjorn]) {
      told.give(command(holder, { name: 'call.hold', callId }));
      told.effects.splice(0);
      expect(told.give(digits).refused).toBe('call.notAllowed');
      expect(told.effects).toEqual([]);
      told.give(command(holder, { name: 'call.resume', callId }));
    }
  });
});

describe('steps and their time', () => {
  test('what was done and why is kept as data, with what was known', () => {
    const told = story();
    told.give(start);
    told.give({ type: 'timer', timer: 'callee', id: 1 });
    expect(told.call.trace.map(({ side, why, step, because, facts }) => ({ side, why, step, because, facts }))).toEqual(
      [
        {
          side: 'callee',
          why: 'call',
          step: 'ringDevices',
          because: 'devicesReachable',
          facts: { devices: ['one', 'two'], forMs: 20_000 },
        },
        {
          side: 'callee',
          why: 'call',
          step: 'end',
          because: 'nobodyAnswered',
          facts: { devices: [], endReason: 'noAnswer' },
        },
      ],
    );
  });

  test('a timer that was started for a step that is over does nothing', () => {
    const told = story();
    told.give(start);
    const [began] = told.effects.filter((effect) => effect.type === 'startTimer');
    expect(began).toMatchObject({ timer: 'callee', id: told.call.callee.reach?.timer, ms: 20_000 });
    told.give({ type: 'legAnswered', leg: 'leg-1' as LegId });
    // The callee is lost, and looked for: another step at the same side, with a timer of its own.
    told.give({ type: 'legLost', leg: 'leg-1' as LegId });
    const waiting = told.call;
    expect(waiting.callee.reach).toMatchObject({ why: 'anchor', plan: [{ kind: 'wait' }, {}, {}, {}] });
    told.give({ type: 'timer', timer: 'callee', id: began?.id ?? 0 });
    expect(told.call).toBe(waiting);
    told.give({ type: 'timer', timer: 'callee', id: waiting.callee.reach?.timer ?? 0 });
    expect(told.call.revision).toBeGreaterThan(waiting.revision);
  });
});
