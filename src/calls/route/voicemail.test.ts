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
import type { RouteFacts, VoicemailFact } from './facts';
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
    { kind: 'record', ownerId: anna, maxMs: 300_000, silenceMs: 8_000, forMs: 310_000, because },
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
