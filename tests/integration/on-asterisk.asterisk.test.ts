import { randomUUID } from 'node:crypto';
import type { TrunkList } from '../../src/contract/trunks/trunks';
import { freePorts, type AsteriskPorts } from '../../src/local/asterisk/ports';
import type { RunningAsterisk } from '../../src/local/asterisk/asterisk-process';
import { startOutsideNetwork } from '../../src/local/asterisk/outside-network';
import { createOutsidePhones } from '../../src/local/outside/phones';
import { systemClock } from '../../src/time/system-clock';
import type { RightsView } from '../../src/contract/rules/rights';
import type { DeskPhoneAccount } from '../../src/contract/devices/desk-phones';
import { realm } from '../../src/switch/asterisk/configuration';
import { LampPhone } from '../fakes/lamp-phone';
import { Baresip } from '../fakes/baresip';
import type { SipPhone } from '../fakes/sip-phone';
import { findAsterisk } from '../fakes/asterisk';
import { serverOn, startAsteriskFor } from '../fakes/asterisk-switch';
import { aTrunk } from '../fakes/trunks';
import { eventually } from '../fakes/waiters';
import { blamesNobody } from './stand-still';
import { callsMailbox, speaksGreeting } from './own-mailbox';
import { dial, talk } from './talk';
import type { Colleague } from './colleague';
import { Product } from './product';

let asterisk: RunningAsterisk;
let ports: AsteriskPorts;
let product: Product;

beforeAll(async () => {
  ports = await freePorts();
  asterisk = await startAsteriskFor(ports);
  const phones = { PHONE_HOST: '127.0.0.1', PHONE_PORTS: `udp:${ports.sip}` };
  product = await Product.start({ ...serverOn(asterisk, ports), ...phones });
});
afterAll(async () => {
  await product.close();
  await asterisk.stop();
});

const names = ['anna', 'bjorn', 'cecilia', 'david', 'eva', 'asa'] as const;

async function atWork() {
  const people = await product.people(...names);
  await Promise.all(people.map((person) => person.phone()));
  return people;
}

/** Windows and phones of before are closed. */
async function goHome(...people: readonly Colleague[]): Promise<void> {
  for (const person of people) person.leave();
  await Promise.all(people.flatMap(({ phones }) => phones.map((phone) => phone.close())));
}

const command = async (person: Colleague, name: 'call.hold' | 'call.resume' | 'call.hangUp', callId: string) => {
  const ack = await person.realtime.command({ name, callId } as Parameters<typeof person.realtime.command>[0]);
  expect(ack).toMatchObject({ ok: true });
};

/** A desk phone whose keys show colleagues, as each of them is by now. */
async function lampsOf(person: Colleague, ...watched: readonly Colleague[]) {
  const added = await person.api('POST', '/desk-phones', { label: 'Kontoret', transport: 'udp' });
  const { username, password, phone } = added.json<DeskPhoneAccount>();
  const lamps = await LampPhone.open(ports.sip, { username, password, realm });
  for (const { extension } of watched) expect(await lamps.watch(extension)).toBe(200);
  return {
    lamps,
    async takeAway(by: Colleague): Promise<void> {
      expect((await by.api('DELETE', `/desk-phones/${phone.id}`)).status).toBe(204);
      lamps.close();
    },
  };
}

/** Who administers may take calls of colleagues. */
async function mayPickUp(administrator: Colleague, ...people: readonly Colleague[]): Promise<void> {
  const path = '/administration/rights';
  const { classes, ...rights } = (await administrator.api('GET', path)).json<RightsView>();
  const nobody = { userIds: [], offHoursIds: [] };
  const ofClasses = Object.entries(classes).map(([name, right]) => [name, { ...right, ...nobody }]);
  const ids = { userIds: [], callerIds: [], helpToldIds: [], pickerIds: people.map(({ me }) => me.user.id) };
  const change = { ...rights, ...ids, pickers: 'chosen', classes: Object.fromEntries(ofClasses) };
  expect((await administrator.api('PUT', path, change)).status).toBe(200);
}

/** What rings at a colleague is taken by the desk phone of another, who may, with what the key of a lamp dials. */
async function isPickedUp(caller: Colleague, called: Colleague, rings: SipPhone, by: Colleague): Promise<void> {
  await mayPickUp(by, by);
  const added = (
    await by.api('POST', '/desk-phones', { label: 'Kontoret', transport: 'udp' })
  ).json<DeskPhoneAccount>();
  const { username, password } = added;
  const account = { server: `127.0.0.1:${ports.sip}`, transport: 'udp' as const, username, password };
  const desk = await Baresip.start(account, { toneHz: 500 });
  try {
    await desk.told('REGISTER_OK');
    const { id, call } = dial(caller.firstPhone, called.extension, { toneHz: 700 });
    const ringing = await rings.nextCall();
    await desk.ask('dial', `*8*${called.extension}`);
    await Promise.all([call.hearsTone(500), ringing.until('ended')]);
    await by.untilState(id, 'active');
    await command(by, 'call.hangUp', id);
    expect(await called.untilHistory(id)).toMatchObject({ transfer: { to: { number: by.extension }, taken: true } });
    expect(await by.untilHistory(id)).toMatchObject({ outcome: 'answered', deviceLabel: 'Kontoret' });
    await call.until('ended');
  } finally {
    await desk.stop();
  }
  expect((await by.api('DELETE', `/desk-phones/${added.phone.id}`)).status).toBe(204);
}

test('kill -9 of the server: talk, hold and ringing go on, and the next one steers them all', async () => {
  const [anna, bjorn, cecilia, david, eva, asa] = await product.people(...names);
  const window = randomUUID();
  await Promise.all([...[anna, bjorn, cecilia, david, eva].map((person) => person.phone()), asa.phone({}, window)]);
  const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  const held = await talk(cecilia.firstPhone, david.firstPhone, david.extension);
  await david.untilState(held.id, 'active');
  await command(david, 'call.hold', held.id);
  await held.a.hearsMusic();
  const ringing = dial(eva.firstPhone, asa.extension, { toneHz: 600 });
  const rings = await asa.firstPhone.nextCall();
  await eva.untilCard(ringing.id, (card) => card.otherRings, 'ringing');
  const { lamps, takeAway } = await lampsOf(david, bjorn, asa);
  await lamps.shows(bjorn.extension, 'confirmed');
  await lamps.shows(asa.extension, 'early');
  // A new phone's lamps may be dark at first.
  const toldBefore = lamps.told.length;

  await product.kill();
  await Promise.all([steady.isHeard(), held.a.hearsMusic()]);
  await product.startAgain();
  const [annaAgain, davidAgain, evaAgain] = await product.people('anna', 'david', 'eva');
  expect(annaAgain.card(steady.id)?.state).toBe('active');
  expect(davidAgain.card(held.id)?.state).toBe('held');
  expect(evaAgain.card(ringing.id)).toMatchObject({ state: 'connecting', otherRings: true });
  expect([steady.a, steady.b, held.a, held.b].map(({ state }) => state)).toEqual(Array(4).fill('established'));

  await command(davidAgain, 'call.resume', held.id);
  rings.answer(900);
  await Promise.all([ringing.call.hearsTone(900), rings.hearsTone(600), held.isHeard(), steady.isHeard()]);
  expect(steady.a.media?.stats().lost).toBe(0);
  for (const [person, { id }] of [
    [annaAgain, steady],
    [davidAgain, held],
    [evaAgain, ringing],
  ] as const) {
    await command(person, 'call.hangUp', id);
    expect((await person.untilHistory(id)).outcome).toBe('answered');
  }
  await Promise.all([steady.a, steady.b, held.a, held.b, ringing.call, rings].map((call) => call.until('ended')));
  for (const { extension } of [bjorn, asa]) await lamps.shows(extension, 'terminated');
  const toldOf = ({ extension }: Colleague) =>
    lamps.told.slice(toldBefore).filter((each) => each.startsWith(extension));
  expect(toldOf(bjorn).map((each) => each.split(' ')[1])).toEqual(['terminated']);
  expect(toldOf(asa).map((each) => each.split(' ')[1])).toEqual(['confirmed', 'terminated']);
  await takeAway(davidAgain);
  // A window learns that the new server does not know it, and is rung again by the connection that it has.
  const [asaAgain, orjan] = await product.people('asa', 'orjan');
  await asaAgain.untilReachable(await asaAgain.enrol('Test', window));
  const later = await talk(await orjan.phone(), asa.firstPhone, asa.extension);
  later.a.hangUp();
  await later.b.until('ended');
  expect(await product.sql('select id from call where state <> $1', ['ended'])).toEqual([]);
  expect(await product.sql('select call_id from history group by call_id having count(*) <> 2')).toEqual([]);
  await isPickedUp(orjan, asaAgain, asa.firstPhone, evaAgain);
  await eventually('no bridge is left', async () => !/home-|pair-/.test(await asterisk.cli('bridge show all')));
  await goHome(anna, bjorn, cecilia, david, eva, asa, annaAgain, davidAgain, evaAgain, asaAgain, orjan);
});

/** A second Asterisk plays the operator, and Eva sets up the trunk to it. */
async function withOperator() {
  const network = await startOutsideNetwork({
    install: findAsterisk(),
    company: ports.sip,
    writeSounds: () => undefined,
  });
  const {
    trunkId: _,
    organisationId: __,
    country: ___,
    ...settings
  } = aTrunk({ host: '127.0.0.1', port: network.sip });
  const eva = await product.person('eva');
  expect((await eva.api('POST', '/administration/trunks', settings)).status).toBe(201);
  const phones = createOutsidePhones({ switch: network, clock: systemClock });
  const trunk = async () => (await eva.api('GET', '/administration/trunks')).json<TrunkList>().trunks[0];
  return {
    phone: async (number: string) => product.phone(await phones.enrol(number)).register(),
    isReached: () => eventually('the operator to answer', async () => (await trunk())?.state.reachable === true),
    async close() {
      expect((await eva.api('DELETE', `/administration/trunks/${(await trunk())?.id ?? ''}`)).status).toBe(204);
      eva.leave();
      phones.stop();
      await network.stop();
    },
  };
}

test('a server that is asked to end leaves calls over a trunk to the next one, which steers them', async () => {
  const operator = await withOperator();
  await operator.isReached();
  const [sofia, karin] = await Promise.all([operator.phone('+46701234567'), operator.phone('+4684650401')]);
  const [anna, bjorn] = await product.people('anna', 'bjorn');
  await Promise.all([anna.phone(), bjorn.phone()]);
  const out = dial(anna.firstPhone, '+46701234567', { toneHz: 600 });
  const outside = await sofia.nextCall();
  outside.answer(900);
  const coming = karin.dial(bjorn.me.user.numbers[0] ?? '', { toneHz: 700 });
  const inside = await bjorn.firstPhone.nextCall();
  inside.answer(800);
  const areHeard = () =>
    Promise.all([out.call.hearsTone(900), outside.hearsTone(600), coming.hearsTone(800), inside.hearsTone(700)]);
  await areHeard();
  await anna.untilState(out.id, 'active');

  expect(await product.end()).toBe(0);
  await areHeard();
  await product.startAgain();
  const [annaAgain, bjornAgain] = await product.people('anna', 'bjorn');
  expect(annaAgain.card(out.id)).toMatchObject({ state: 'active', other: { number: '+46701234567' } });
  const [card] = [...bjornAgain.realtime.state.calls.values()];
  expect(card).toMatchObject({ state: 'active', direction: 'in', other: { number: '+4684650401' } });
  await Promise.all([areHeard(), operator.isReached()]);
  await command(annaAgain, 'call.hangUp', out.id);
  coming.hangUp();
  await Promise.all([outside, out.call, inside].map((call) => call.until('ended')));
  expect((await annaAgain.untilHistory(out.id)).outcome).toBe('answered');
  if (card !== undefined) expect((await bjornAgain.untilHistory(card.id)).outcome).toBe('answered');

  await Promise.all([sofia.close(), karin.close()]);
  await operator.close();
  await goHome(anna, bjorn, annaAgain, bjornAgain);
});

test('a greeting is spoken and kept by *98', async () => {
  const [anna, ...others] = await atWork();
  const mailbox = await callsMailbox(anna, anna.firstPhone);
  await speaksGreeting(anna, mailbox);
  mailbox.call.hangUp();
  expect((await anna.api('DELETE', '/me/greetings/all')).status).toBe(204);
  await goHome(anna, ...others);
});

test('a server that stands still for 5 s blames nobody', async () => {
  const people = await atWork();
  await blamesNobody(product, people, 5_000);
  await goHome(...people);
});

test('kill -9 of Asterisk: people are told, nobody is left in a call, and the next one takes calls', async () => {
  const [anna, bjorn, ...others] = await atWork();
  const lost = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await anna.untilState(lost.id, 'active');
  await asterisk.kill();
  for (const person of [anna, bjorn]) expect((await person.untilHistory(lost.id)).outcome).toBe('interrupted');
  expect(anna.card(lost.id)?.state).toBe('ended');
  await anna.until(() => anna.realtime.state.devices.every(({ reachable }) => !reachable), 'phones to be away');
  await goHome(anna, bjorn, ...others);
  await asterisk.stop();

  asterisk = await startAsteriskFor(ports);
  const [annaAgain, bjornAgain] = await product.people('anna', 'bjorn');
  const enrol = (): Promise<boolean> =>
    annaAgain.enrol().then(
      () => true,
      () => false,
    );
  await eventually('Asterisk to be back', enrol);
  // Who registers before the server hears its events is found all the same.
  await Promise.all([annaAgain.phone(), bjornAgain.phone()]);
  const call = await talk(annaAgain.firstPhone, bjornAgain.firstPhone, bjornAgain.extension);
  await call.isHeard();
  call.a.hangUp();
  await annaAgain.untilHistory(call.id);
});
