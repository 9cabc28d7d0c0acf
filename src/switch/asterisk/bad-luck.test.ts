import { randomUUID } from 'node:crypto';
import { channelOf, type ScriptedAri } from '../../../tests/fakes/scripted-ari';
import {
  hurried,
  ScriptedOffice,
  scriptedCaller as caller,
  scriptedDevice,
} from '../../../tests/fakes/scripted-office';
import type { DeviceId, LegId } from '../../contract/ids';
import type { SwitchEvent } from '../port';
import type { AsteriskSwitch } from './index';
import { legOf } from './leg';

let office: ScriptedOffice;
let asterisk: ScriptedAri;
let telephony: AsteriskSwitch;
let events: SwitchEvent[];

beforeEach(async () => {
  office = await ScriptedOffice.start();
  ({ asterisk, telephony, events } = office);
});

afterEach(() => office.close());

describe('events', () => {
  it('that cannot be read, or tell of what nobody knows, are harmless', async () => {
    for (const event of ['nonsense', '{}', '{"type":"ChannelHold"}', { type: 'FutureEvent' }, '[]', 'null'])
      asterisk.say(event);
    for (const type of ['ChannelDestroyed', 'ChannelStateChange', 'ChannelDtmfReceived', 'ChannelHold', 'StasisEnd'])
      asterisk.tell(type, { id: 'nobody' }, { digit: '1', cause: 16 });
    asterisk.say({ type: 'PlaybackFinished', playback: { id: 'nobody', state: 'done' } });
    asterisk.say({ type: 'ChannelTransfer', refer_to: {}, referred_by: {} });
    office.contact(randomUUID() as DeviceId, 'Reachable');
    await office.heard();
    expect(events.filter((event) => 'leg' in event)).toEqual([]);
  });

  it('told twice are told once', async () => {
    const { leg, channel } = await office.up();
    asterisk.tell('StasisStart', channel);
    asterisk.tell('ChannelStateChange', { ...channel, state: 'Up' });
    asterisk.tell('ChannelDestroyed', channel, { cause: 16 });
    asterisk.tell('ChannelDestroyed', channel, { cause: 16 });
    await office.heard();
    expect(office.typesOf(leg)).toEqual(['legArrived', 'legAnswered', 'legEnded']);
  });

  it('that come late, after the leg was hung up, say nothing', async () => {
    const { leg, channel } = await office.arrived();
    telephony.answer(leg);
    telephony.hangUp(leg, 'declined');
    expect((await asterisk.next(/^DELETE \/channels/)).query).toEqual({ reason_code: '21' });
    asterisk.tell('ChannelStateChange', { ...channel, state: 'Up' });
    asterisk.tell('ChannelDtmfReceived', channel, { digit: '1' });
    asterisk.tell('ChannelDestroyed', channel, { cause: 21 });
    await office.heard();
    expect(office.typesOf(leg)).toEqual(['legArrived']);
  });

  it('ahead of us: a channel that Asterisk has answered by itself is answered when we say so', async () => {
    const { leg, channel } = await office.arrived();
    asterisk.tell('ChannelStateChange', { ...channel, state: 'Up' });
    await office.heard();
    expect(office.typesOf(leg)).toEqual(['legArrived']);
    telephony.answer(leg);
    await office.told('legAnswered', leg);
  });

  it('out of order: what rings after it was answered does not ring', async () => {
    const { deviceId } = await office.enrolled();
    const leg = office.dial(deviceId);
    await asterisk.next(/\/dial$/);
    asterisk.tell('ChannelStateChange', { id: leg, state: 'Up' });
    asterisk.tell('ChannelStateChange', { id: leg, state: 'Ringing' });
    asterisk.tell('StasisStart', { id: leg }, { args: ['dialled'] });
    await office.heard();
    expect(office.typesOf(leg)).toEqual(['legAnswered']);
  });

  it('with texts that are none, or too long, are calls all the same', async () => {
    const { deviceId } = await office.enrolled();
    const channelvars = { VAXEL_CALL: `\u0000${'x'.repeat(5_000)}`, VAXEL_SHOW: '\ud800' };
    asterisk.tell('StasisStart', { id: 'odd', accountcode: deviceId, channelvars });
    await office.told('legArrived', legOf({ id: 'odd', channelvars: {} }));
    expect(events.at(-1)).toMatchObject({ callId: `\ufffd${'x'.repeat(999)}`, show: '\ufffd' });
  });

  it('a channel of a device that nobody has enrolled here is ended', async () => {
    asterisk.tell('StasisStart', { id: 'stray', accountcode: randomUUID() });
    expect((await asterisk.next(/^DELETE \/channels\/stray/)).query).toEqual({ reason_code: '41' });
  });
});

describe('answers', () => {
  it('a bridge that has vanished is made anew', async () => {
    const { leg, channel } = await office.up();
    await asterisk.next(/addChannel/);
    asterisk.refuse(/addChannel/, 404, 1);
    const other = await office.up();
    telephony.hear(leg, [other.leg]);
    telephony.hear(other.leg, [leg]);
    const bridges = new Set<string>();
    for (let entered = 0; entered < 2; entered += 1) {
      const request = await asterisk.next(/addChannel/);
      if (request.path.includes('pair-')) bridges.add(`${request.path} ${request.query['channel']}`);
      else entered -= 1;
    }
    expect([...bridges].some((entry) => entry.endsWith(channel.id))).toBe(true);
    expect([...bridges].some((entry) => entry.endsWith(other.channel.id))).toBe(true);
  });

  it('a channel that is on its way is asked again', async () => {
    asterisk.refuse(/addChannel/, 409, 3);
    await office.up();
    for (let tries = 0; tries < 4; tries += 1) await asterisk.next(/addChannel/);
  });

  it('“not found” to everything is harmless, and the end of the leg is told by its event', async () => {
    const { leg, channel } = await office.arrived();
    asterisk.refuse(/\/channels|\/bridges|\/playbacks/, 404);
    telephony.ring(leg);
    telephony.answer(leg);
    telephony.play(leg, ['busy'], 'busy');
    telephony.stopPlaying(leg);
    telephony.music(leg, true);
    telephony.mute(leg, true);
    telephony.sendDigits(leg, '1');
    await asterisk.next(/\/dtmf$/);
    asterisk.tell('ChannelDestroyed', channel, { cause: 16 });
    await office.told('legEnded', leg);
    expect(office.typesOf(leg)).toEqual(['legArrived', 'legEnded']);
  });

  it.each(['a\tb', 'x'.repeat(5_000), '\u0000', '\ud800'])('repeat what a phone has written: %j', async (said) => {
    const { leg, channel, deviceId } = await office.up();
    asterisk.variable = said;
    asterisk.tell('StasisStart', { id: 'taker', accountcode: deviceId }, { replace_channel: channelOf(channel) });
    await office.told('legArrived', legOf({ id: 'taker', channelvars: {} }));
    expect(events.at(-1)).toMatchObject({ replaces: leg });
    asterisk.channels = [{ ...channel, state: 'Up', channelvars: { VAXEL_SHOW: said } }];
    expect(await telephony.legs()).toContain(leg);
    // And whoever comes back to such a channel takes it over.
    asterisk.requests.length = 0;
    asterisk.drop();
    await asterisk.next(/^GET .*\/contact\//);
    expect(office.typesOf(leg)).toEqual(['legArrived', 'legAnswered']);
  });

  it('a leg that cannot be dialled has ended', async () => {
    const { deviceId } = await office.enrolled();
    asterisk.refuse(/\/channels\/create/, 500);
    const leg = office.dial(deviceId);
    await office.told('legEnded', leg);
    expect(events.at(-1)).toEqual({ type: 'legEnded', leg, reason: 'unreachable' });
  });
});

describe('an Asterisk that is away', () => {
  it('and back: what has happened meanwhile is told, what goes on goes on', async () => {
    const [gone, stays] = [await office.up(), await office.up()];
    const dialled = office.dial(stays.deviceId);
    await asterisk.next(/\/dial$/);
    asterisk.channels = [
      { ...stays.channel, state: 'Up' },
      { id: dialled, state: 'Up' },
    ];
    asterisk.drop();
    await office.told('legEnded', gone.leg);
    await office.told('legAnswered', dialled);
    await office.heard();
    expect(events).toContainEqual({ type: 'legEnded', leg: gone.leg, reason: 'interrupted' });
    expect(office.typesOf(stays.leg)).toEqual(['legArrived', 'legAnswered']);
    expect(new Set(await telephony.legs())).toEqual(new Set([stays.leg, dialled]));
  });

  it('started anew between two commands: its calls are interrupted, its devices are told to it again', async () => {
    const { leg, deviceId } = await office.up();
    await asterisk.die();
    await expect(telephony.enrol(scriptedDevice())).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(telephony.legs()).rejects.toMatchObject({ code: 'server.unavailable' });
    telephony.music(leg, true);
    asterisk.requests.length = 0;
    await asterisk.rise();
    await office.told('legEnded', leg);
    for (const type of ['auth', 'aor', 'endpoint'])
      await asterisk.next(new RegExp(`^PUT .*/res_pjsip/${type}/${deviceId}`));
    await office.until(() => events.some((event) => event.type === 'deviceUnreachable' && event.deviceId === deviceId));
    expect(events).toContainEqual({ type: 'legEnded', leg, reason: 'interrupted' });
    expect(telephony.isConnected(deviceId)).toBe(false);
    // And it may register again.
    office.contact(deviceId, 'NonQualified');
    await office.until(() => telephony.isConnected(deviceId));
  });

  it('in the middle of its answer: what it may not have heard it is told again', async () => {
    const { leg, channel } = await office.up();
    asterisk.cut(/^DELETE \/channels/);
    telephony.hangUp(leg, 'hungUp');
    await asterisk.next(new RegExp(`^DELETE /channels/${channel.id}`));
    asterisk.channels = [{ ...channel, state: 'Up' }];
    asterisk.drop();
    expect((await asterisk.next(new RegExp(`^DELETE /channels/${channel.id}`))).query).toEqual({ reason_code: '16' });
    expect(await telephony.legs()).toEqual([]);
  });

  it('as if for good, and there all the time: what was given up is ended, and nobody is left talking', async () => {
    const { leg, channel } = await office.up();
    asterisk.channels = [{ ...channel, state: 'Up' }];
    await asterisk.die();
    await office.told('legEnded', leg);
    await asterisk.back();
    expect((await asterisk.next(new RegExp(`^DELETE /channels/${channel.id}`))).query).toEqual({ reason_code: '41' });
  });

  it('knows the legs of a server that was here before, and ends them when asked to', async () => {
    const before = randomUUID();
    asterisk.channels = [{ id: before, state: 'Up', accountcode: randomUUID() }];
    expect(await telephony.legs()).toEqual([before]);
    telephony.hangUp(before as LegId, 'interrupted');
    expect((await asterisk.next(new RegExp(`^DELETE /channels/${before}`))).query).toEqual({ reason_code: '41' });
    expect(await telephony.legs()).toEqual([]);
  });
});

describe('devices', () => {
  it('are forgotten by Asterisk when their credentials end', async () => {
    const device = { ...scriptedDevice(), expiresAtMs: Date.now() + 300 };
    await telephony.enrol(device);
    office.contact(device.deviceId, 'NonQualified');
    for (const type of ['endpoint', 'auth', 'contact', 'aor'])
      await asterisk.next(new RegExp(`^DELETE .*/res_pjsip/${type}/${device.deviceId}`));
    await office.until(() => events.some((event) => event.type === 'deviceUnreachable'));
  });

  it('whose connection is gone lose what is not answered, and keep what is', async () => {
    const call = await office.up();
    const leg = office.dial(call.deviceId);
    await asterisk.next(/\/dial$/);
    office.contact(call.deviceId, 'Removed');
    await office.told('legLost', leg);
    await office.heard();
    expect(office.typesOf(call.leg)).toEqual(['legArrived', 'legAnswered']);
    expect(telephony.isConnected(call.deviceId)).toBe(false);
  });
});

test('a ringing tone of whose start we were not told is stopped before the answer, which waits for it', async () => {
  const { leg } = await office.arrived();
  asterisk.cut(/POST .*\/play/);
  telephony.ring(leg);
  const { path } = await asterisk.next(/POST .*\/play\//);
  telephony.answer(leg);
  await asterisk.next(/POST .*\/answer$/);
  const stopped = asterisk.requests.filter(({ method }) => method === 'DELETE').map((request) => request.path);
  expect(stopped).toContain(`/playbacks/${path.split('/').at(-1)}`);
});

test('the answer does not wait for the word that the ringing tone has stopped', async () => {
  const { leg } = await office.arrived();
  telephony.ring(leg);
  await asterisk.next(/POST .*\/play\//);
  const release = asterisk.hold(/DELETE \/playbacks/);
  telephony.answer(leg);
  await asterisk.next(/DELETE \/playbacks/);
  await asterisk.next(/POST .*\/answer$/);
  release();
  await office.told('legAnswered', leg);
});

test('who has answered is where both will be while the caller is being answered, who comes after', async () => {
  const { leg, channel } = await office.arrived();
  const { deviceId } = await office.enrolled();
  const dialled = office.dial(deviceId);
  await asterisk.next(/POST .*\/dial$/);
  const release = asterisk.hold(/POST .*\/answer$/);
  asterisk.tell('ChannelStateChange', { id: dialled, state: 'Up' });
  await office.told('legAnswered', dialled);
  telephony.answer(leg);
  telephony.hear(leg, [dialled]);
  telephony.hear(dialled, [leg]);
  const entered = async () => (await asterisk.next(/^POST \/bridges\/pair-.*\/addChannel/)).query['channel'];
  expect(await entered()).toBe(dialled);
  release();
  asterisk.tell('ChannelStateChange', { ...channel, state: 'Up' });
  expect(await entered()).toBe(channel.id);
});

test('each of several phones rings, also one whose channel is on its way still', async () => {
  const number = '+46317000000';
  const side = { kind: 'outside', number } as const;
  const phones = await Promise.all([office.enrolled({ side }), office.enrolled({ side })]);
  asterisk.refuse(/POST .*\/dial$/, 409, 3);
  const leg = randomUUID() as LegId;
  telephony.dial(leg, { kind: 'outside', number }, caller);
  for (let request = 0; request < 3 + phones.length; request += 1) await asterisk.next(/POST .*\/dial$/);
  expect(office.typesOf(leg)).toEqual([]);
});

test('what an earlier server let register runs out, unless its window comes to the next one', async () => {
  const [mine, others] = [scriptedDevice(), randomUUID()];
  asterisk.endpoints = [mine.deviceId, others, 'trunk-of-an-operator'];
  telephony = await office.startAnew(hurried({ [15 * 60_000]: 300 }));
  await telephony.enrol(mine);
  const { path } = await asterisk.next(/DELETE .*\/endpoint\//);
  expect(path.split('/').at(-1)).toBe(others);
  await asterisk.next(new RegExp(`DELETE .*/aor/${others}`));
  const pushed = asterisk.requests.filter(({ method, path: of }) => method === 'PUT' && of.endsWith(mine.deviceId));
  // Its endpoint is there, and lists in it would grow; its secret is another.
  expect(new Set(pushed.map(({ path: of }) => of.split('/').at(-2)))).toEqual(new Set(['auth', 'aor']));
  expect(asterisk.requests.some(({ method, path: of }) => method === 'DELETE' && /\/endpoint\//.test(of))).toBe(false);
});
