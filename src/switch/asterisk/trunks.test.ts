import { randomUUID } from 'node:crypto';
import { channelOf, ScriptedAri } from '../../../tests/fakes/scripted-ari';
import { driverFor } from '../../../tests/fakes/scripted-driver';
import { aTrunk } from '../../../tests/fakes/trunks';
import { Waiters } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import type { CallId, LegId } from '../../contract/ids';
import type { SwitchEvent, Trunk } from '../port';
import type { AsteriskSwitch } from './index';
import { trunkName } from './trunk-objects';

let asterisk: ScriptedAri;
let telephony: AsteriskSwitch;
let events: SwitchEvent[];
const waiters = new Waiters();

beforeEach(async () => {
  events = [];
  asterisk = await ScriptedAri.start();
  telephony = driverFor(asterisk, (event) => {
    events.push(event);
    waiters.wake();
  });
  await telephony.start();
});

afterEach(async () => {
  await telephony.stop();
  await asterisk.die();
});

const until = (condition: () => boolean): Promise<void> =>
  waiters.until(condition, patienceMs, () => `events, got ${JSON.stringify(events)}`);
const stateOf = ({ trunkId }: Trunk) =>
  events.findLast((event) => event.type === 'trunkChanged' && event.trunkId === trunkId);

function dial(number: string, { organisationId }: Trunk): LegId {
  const leg = randomUUID() as LegId;
  const caller = { callId: randomUUID() as CallId, organisationId, callerName: null, callerNumber: '+46851920011' };
  telephony.dial(leg, { kind: 'outside', number }, { ...caller, autoAnswer: false });
  return leg;
}

/** The next channel that is dialled. */
async function dialled() {
  const { query } = await asterisk.next(/POST \/channels\/create/);
  await asterisk.next(/POST .*\/dial$/);
  return { id: query['channelId'] ?? '', endpoint: query['endpoint'] ?? '' };
}

const ends = (id: string, cause: number, status: number): void =>
  asterisk.tell('ChannelDestroyed', { id }, { cause, tech_cause: status });
const endOf = async (leg: LegId) => {
  const find = () => events.find((event) => event.type === 'legEnded' && event.leg === leg);
  await until(() => find() !== undefined);
  return find();
};

test('what a server of before has left is forgotten, and what has not changed is not pushed again', async () => {
  const [kept, off] = [aTrunk(), aTrunk({ enabled: false })];
  asterisk.endpoints = [trunkName(kept), 'trunk-of-before', randomUUID()];
  await telephony.trunks([kept, off], () => null);
  await asterisk.next(/DELETE .*endpoint\/trunk-of-before$/);
  const put = await asterisk.next(/PUT .*endpoint\//);
  expect(put.path).toMatch(trunkName(kept));
  const before = asterisk.requests.length;
  await telephony.trunks([kept, off], () => null);
  expect(asterisk.requests).toHaveLength(before);
  await telephony.trunks([off], () => null);
  await asterisk.next(new RegExp(`DELETE .*endpoint/${trunkName(kept)}$`));
  expect(asterisk.requests.some(({ path }) => path.includes(trunkName(off)))).toBe(false);
});

test('one that Asterisk does not take says so, and the others are there', async () => {
  const [wrong, right] = [aTrunk({ host: 'nowhere.invalid' }), aTrunk()];
  asterisk.refuse(new RegExp(`PUT .*identify/${trunkName(wrong)}`), 400);
  await telephony.trunks([wrong, right], () => null);
  expect(stateOf(wrong)).toMatchObject({ fault: 'hostUnknown' });
  const leg = dial('+46701740601', right);
  const { id, endpoint } = await dialled();
  expect(endpoint).toBe(`PJSIP/+46701740601@${trunkName(right)}`);
  // The one at fault is tried all the same, as the last.
  ends(id, 34, 503);
  ends((await dialled()).id, 34, 503);
  expect(await endOf(leg)).toMatchObject({ reason: 'noNetwork', status: 503 });
});

test('a number goes to the next trunk in one leg, which is one call of each trunk that it was on', async () => {
  const [first, second] = [aTrunk({ callsAtOnce: 1 }), aTrunk({ callsAtOnce: 1 })];
  await telephony.trunks([first, second], () => null);
  const leg = dial('+46701740601', first);
  const failed = await dialled();
  ends(failed.id, 34, 503);
  const { id, endpoint } = await dialled();
  expect(endpoint).toMatch(trunkName(second));
  asterisk.tell('ChannelStateChange', { id, state: 'Ringing' });
  asterisk.tell('ChannelStateChange', { id, state: 'Up' });
  await until(() => events.some((event) => event.type === 'legAnswered' && event.leg === leg));
  // The first is free again, and the second is full.
  const another = dial('+46701740602', first);
  expect((await dialled()).endpoint).toMatch(trunkName(first));
  expect(await endOf(dial('+46701740603', first))).toMatchObject({ reason: 'tooManyOutside' });
  expect(events.filter((event) => event.type === 'legEnded' && event.leg === leg)).toEqual([]);
  telephony.hangUp(another, 'hungUp');
  // Help goes all the same.
  dial('112', first);
  expect((await dialled()).endpoint).toBe(`PJSIP/112@${trunkName(first)}`);
});

test('a trunk that says something and fails then is silent again', async () => {
  const [first, second] = [aTrunk(), aTrunk()];
  await telephony.trunks([first, second], () => null);
  const leg = dial('+46701740601', first);
  const { id } = await dialled();
  asterisk.say({ type: 'Dial', dialstatus: 'PROGRESS', peer: channelOf({ id }) });
  ends(id, 34, 503);
  expect((await dialled()).endpoint).toMatch(trunkName(second));
  expect(events.filter(({ type }) => type === 'legHeard')).toEqual([
    { type: 'legHeard', leg },
    { type: 'legHeard', leg, over: true },
  ]);
});

test('whose phone has rung is not rung again over another trunk', async () => {
  const [first, second] = [aTrunk(), aTrunk()];
  await telephony.trunks([first, second], () => null);
  const leg = dial('+46701740601', first);
  const { id } = await dialled();
  asterisk.tell('ChannelStateChange', { id, state: 'Ringing' });
  await until(() => events.some((event) => event.type === 'legRinging'));
  ends(id, 34, 503);
  expect(await endOf(leg)).toMatchObject({ reason: 'noNetwork' });
});

test('a trunk that is silent says so, and an Asterisk that has forgotten all is told again', async () => {
  const trunk = aTrunk();
  await telephony.trunks([trunk], () => null);
  const contact_info = { uri: 'sip:sip.operator.example', contact_status: 'Unreachable', aor: trunkName(trunk) };
  asterisk.say({ type: 'ContactStatusChange', endpoint: { resource: trunkName(trunk) }, contact_info });
  await until(() => (stateOf(trunk) as { reachable?: boolean | null } | undefined)?.reachable === false);
  await asterisk.next(/PUT .*endpoint\//);
  await asterisk.die();
  await asterisk.rise();
  await asterisk.next(/PUT .*endpoint\//);
});
