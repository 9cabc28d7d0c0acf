import {
  anna,
  bjorn,
  cecilia,
  device,
  forwardTo,
  meeting,
  planOf,
  rule,
  toAnna,
} from '../../../tests/fakes/route-facts';
import type { ActivityFact, RouteFacts, VoicemailFact } from './facts';
import { route } from './route';

const voicemail: VoicemailFact = { greeting: ['voicemail-sv'], maxMs: 300_000, silenceMs: 8_000 };
const message = ['greet', 'say', 'record', 'voicemail'];
const there = { anna: { voicemail } };

test('nobody answers: the voicemail of who was called, with its greeting, its beep and its limits', () => {
  expect(planOf(toAnna(there))).toEqual(['ringDevices', ...message]);
  const because = 'toVoicemail';
  expect(route(toAnna(there)).plan.slice(1)).toEqual([
    {
      kind: 'greet',
      owner: { kind: 'person', userId: anna, contactId: null, name: anna, number: '1000' },
      sounds: ['voicemail-sv'],
      wasFor: 'noAnswer',
      forMs: 90_000,
      because,
    },
    { kind: 'say', sounds: ['beep'], forMs: 5_000, because },
    {
      ...{ kind: 'record', ownerId: anna, maxMs: 300_000, silenceMs: 8_000 },
      ...{ ifFailed: ['voicemail-failed-sv'], forMs: 310_000, because },
    },
    { kind: 'end', reason: 'voicemail', because },
  ]);
});

test('no device can be reached, or none rings in the role that holds: the voicemail at once', () => {
  const unreachable: RouteFacts = { ...toAnna(there), destination: { kind: 'user', userId: anna, devices: [] } };
  expect(planOf(unreachable)).toEqual(message);
  expect(route(unreachable).plan[0]).toMatchObject({ wasFor: 'unreachable' });
});

test('a forward that nobody takes ends with the voicemail of who was called, also where that one is refused', () => {
  const rules = [rule({}, forwardTo(bjorn))];
  const forwarded = (more: Parameters<typeof toAnna>[0]) => route(toAnna({ anna: { voicemail, rules }, ...more }));
  const others = [{ bjorn: { voicemail } }, { bjorn: { rules: [rule({}, { do: 'reject' as const })] } }];
  for (const bjorns of others)
    expect(forwarded(bjorns).plan).toContainEqual(expect.objectContaining({ kind: 'record', ownerId: anna }));
  expect(planOf(toAnna({ anna: { rules }, bjorn: { voicemail } }))).not.toContain('greet');
});

test('who is blocked, or refused by a rule of the called, leaves no message; nor does a call that came round', () => {
  const refused = [
    toAnna({ anna: { voicemail, circle: 'blocked' } }),
    toAnna({ anna: { voicemail, rules: [rule({}, { do: 'reject' })] } }),
    toAnna({ anna: { voicemail, rules: [rule({}, { do: 'busy' })] } }),
    toAnna(there, { isLoop: true }),
  ];
  for (const facts of refused) expect(planOf(facts)).toEqual([expect.stringMatching(/^(busy|declined)$/)]);
});

test('who is transferred has dialled nothing, and who has another call may want to hand it on: no voicemail', () => {
  expect(planOf({ ...toAnna(there), isDialled: false })).toEqual(['ringDevices', 'noAnswer']);
  expect(planOf(toAnna(there, { isConsulting: true }))).toEqual(['ringDevices', 'noAnswer']);
});

test('nobody calls a voicemail of their own, and help has none', () => {
  expect(planOf({ ...toAnna(there), callerUserId: anna })).toEqual(['ownNumber']);
  const destination = { kind: 'outside', number: '112', emergency: true, paidBy: cecilia, verdict: 'ok' } as const;
  expect(planOf({ ...toAnna(there), destination })).not.toContain('greet');
  expect(planOf({ ...toAnna({}), destination: { kind: 'user', userId: anna, devices: [device] } })).toEqual([
    'ringDevices',
    'noAnswer',
  ]);
});

test('the greeting is that of the activity, else that for such callers, and the step says which it is', () => {
  const [all, internal, external, atMeeting] = ['all', 'internal', 'external', 'meeting'].map(
    (name) => [`kept/${name}`] as unknown as VoicemailFact['greeting'],
  );
  const own = { all, internal, external, activities: { meeting: atMeeting } } as NonNullable<VoicemailFact['own']>;
  const greetingIn = (what: Parameters<typeof toAnna>[0]['anna'], more: Parameters<typeof toAnna>[1] = {}) => {
    const greet = route(toAnna({ anna: { voicemail: { ...voicemail, own }, ...what } }, more)).plan.at(1);
    return greet?.kind === 'greet' ? [greet.sounds, greet.because] : greet;
  };
  expect(greetingIn({})).toEqual([external, 'greetingForOutside']);
  expect(greetingIn({}, { caller: { kind: 'internal', number: '1002' } })).toEqual([internal, 'greetingForColleagues']);
  expect(greetingIn({ activity: meeting })).toEqual([atMeeting, 'greetingInActivity']);
  expect(greetingIn({ voicemail: { ...voicemail, own: { all } as NonNullable<VoicemailFact['own']> } })).toEqual([
    ...[all, 'ownGreeting'],
  ]);
});

describe('a greeting that says why and until when', () => {
  // Friday, 12:05 in Stockholm.
  const atMs = Date.parse('2026-11-27T11:05:00Z');
  const away = { reason: 'lunch', isToldOutside: true } as const;
  const untilMs = Date.parse('2026-11-27T12:00:00Z');
  const greeting = (what: Partial<ActivityFact>, kind: 'internal' | 'external' = 'external', own = {}) => {
    const activity = { ...meeting, away, untilMs, ...what };
    const there = { activity, voicemail: { ...voicemail, own, language: 'en' as const } };
    const facts = { ...toAnna({ anna: there }, { caller: { kind, number: '1002' } }), atMs };
    const greet = route(facts).plan.find((step) => step.kind === 'greet');
    if (greet?.kind !== 'greet') throw new Error('nobody is greeted');
    return [greet.sounds, greet.because] as const;
  };
  const [lunch, leave, why] = ['away-lunch-en', 'leave-message-en', 'greetingComposed'] as const;

  test('the time is said as the clock on the wall of who is called says it', () => {
    expect(greeting({})).toEqual([[lunch, 'back-at-en', 'number-1-en', 'pm-en', leave], why]);
    const tomorrow = Date.parse('2026-11-28T07:05:00Z');
    const said = [lunch, 'back-tomorrow-en', 'number-8-en', 'number-0-en', 'number-5-en', 'am-en', leave];
    expect(greeting({ untilMs: tomorrow })).toEqual([said, why]);
    const monday = Date.parse('2026-11-30T07:00:00Z');
    expect(greeting({ untilMs: monday })).toEqual([[lunch, 'back-day-1-en', 'number-8-en', 'am-en', leave], why]);
  });

  test('no time is said that is past, far away, or the end of a day', () => {
    for (const at of ['2026-11-27T11:00:00Z', '2026-12-10T12:00:00Z', '2026-11-27T22:59:00Z'])
      expect(greeting({ untilMs: Date.parse(at) })).toEqual([[lunch, leave], why]);
  });

  test('why is said to callers from outside only where the activity says so', () => {
    const quiet = { away: { ...away, isToldOutside: false } };
    expect(greeting(quiet)[0]).toContain('away-none-en');
    expect(greeting(quiet, 'internal')[0]).toContain(lunch);
    expect(greeting({ ...quiet, untilMs: null })).toEqual([['voicemail-sv'], 'toVoicemail']);
  });

  test('an own greeting for the activity goes before it, and one for everybody does not', () => {
    const own = ['kept/own'];
    expect(greeting({}, 'external', { activities: { meeting: own } })).toEqual([own, 'greetingInActivity']);
    expect(greeting({}, 'external', { all: own })[1]).toBe(why);
  });
});
