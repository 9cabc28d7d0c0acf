import { anna, bjorn, call, device, known, recording } from '../../../tests/fakes/decided-call';
import type { SoundId } from '../../contract/ids';
import type { Service } from './identity';
import { mailboxPlan, spokenGreeting } from './mailbox-plan';
import type { MailboxFact } from './mailbox-turn';
import type { PlanStep } from './plan';
import { takenUp } from './taken-up';

const box: MailboxFact = {
  ...{ userId: anna, language: 'sv', zone: 'Europe/Stockholm', openedAtMs: 0, unheard: [], heard: [] },
  ...{ counts: { unheard: 0, heard: 0 }, greeting: null },
};
const service: Service = {
  ...{ kind: 'service', service: 'mailbox', userId: null, contactId: null, name: 'Röstbrevlåda', number: '*98' },
};
const ring: PlanStep = { kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'devicesReachable' };
const toBjorn = { callee: known(bjorn), calledNumber: null, plan: [ring], shownNumber: null };

type Told = ReturnType<typeof call>;
const press = (told: Told, digits: string) => {
  for (const digit of digits) told.give({ type: 'digit', leg: told.leg(0), digit });
};
const kept = (told: Told) =>
  told.give({ type: 'recorded', leg: told.leg(0), recording, ms: 4_000, speechMs: 3_000, reason: 'stopped' });
/** Anna speaks her greeting. */
function speaking(): Told {
  const told = call(mailboxPlan(box), { service });
  press(told, '02#');
  return told;
}

test('a server that was away goes on with the greeting that is being spoken', () => {
  const told = speaking();
  expect(takenUp(told.now, 1)).toContainEqual({ type: 'record', leg: 'leg-0', recording, limits: spokenGreeting });
  kept(told);
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', sounds: [`recording/${recording}`] });
});

test('a greeting whose end the switch never tells of is none', () => {
  const told = speaking();
  told.timeIsUp();
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', sounds: ['mailbox-greeting-failed-sv'] });
});

test('whoever waits in vain for the greeting to be kept is told so, and what comes later changes nothing', () => {
  const told = speaking();
  kept(told);
  press(told, '9');
  expect(told.effects).toContainEqual({ type: 'setGreeting', userId: anna, to: { spoken: recording } });
  press(told, '1');
  told.timeIsUp();
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', sounds: ['mailbox-greeting-failed-sv'] });
  const before = told.now;
  told.give({ type: 'greetingSet', greeting: 'late' as SoundId, isDone: true });
  expect(told.now).toBe(before);
});

test('whom the mailbox calls is called once: what comes for it later changes nothing', () => {
  const told = call(mailboxPlan(box), { service });
  told.give({ type: 'senderFound', to: toBjorn });
  expect(told.now).toMatchObject({ state: 'ringing', callee: { userId: bjorn }, caller: { answeredAtMs: null } });
  const before = told.now;
  told.give({ type: 'senderFound', to: toBjorn });
  told.give({ type: 'senderFound', to: null });
  expect(told.now).toBe(before);
  told.give({ type: 'legEnded', leg: told.leg(0), reason: 'hungUp' });
  told.give({ type: 'senderFound', to: toBjorn });
  expect(told.now.state).toBe('ended');
});
