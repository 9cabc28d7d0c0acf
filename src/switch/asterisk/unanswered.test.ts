import { randomUUID } from 'node:crypto';
import { hurried, quick, scriptedCaller, ScriptedOffice } from '../../../tests/fakes/scripted-office';
import { channelOf, type ScriptedAri } from '../../../tests/fakes/scripted-ari';
import { eventually } from '../../../tests/fakes/waiters';
import type { LegId } from '../../contract/ids';
import type { AsteriskSwitch } from './index';
import { legOf } from './leg';

let office: ScriptedOffice;
let asterisk: ScriptedAri;
let telephony: AsteriskSwitch;

beforeEach(async () => {
  // What is done again after a while is so soon.
  office = await ScriptedOffice.start(hurried({ 400: 10, 500: 10, 1_000: 10 }));
  ({ asterisk, telephony } = office);
});

afterEach(() => office.close());

const idIn = (path: string): string => path.split('/')[2] ?? '';

describe('nobody answered whether it was done:', () => {
  it('a channel that may not be ended is ended again, also while the events come', async () => {
    const { leg, channel } = await office.up();
    asterisk.cut(/^DELETE \/channels/);
    telephony.hangUp(leg, 'hungUp');
    for (let times = 0; times < 2; times += 1)
      expect((await asterisk.next(new RegExp(`^DELETE /channels/${channel.id}`))).query).toEqual({ reason_code: '16' });
  });

  it('a channel that may have been made, and is there after all, is ended', async () => {
    const { deviceId } = await office.enrolled();
    asterisk.cut(/\/channels\/create/);
    asterisk.refuse(/^DELETE \/channels/, 404, 1);
    const leg = office.dial(deviceId);
    await office.told('legEnded', leg);
    await asterisk.next(new RegExp(`^DELETE /channels/${leg}`));
    asterisk.tell('StasisStart', { id: leg }, { args: ['dialled'] });
    await asterisk.next(new RegExp(`^DELETE /channels/${leg}`));
  });

  it.each<[string, RegExp, (leg: LegId, channel: { id: string }) => void]>([
    ['ringing', /POST .*\/ring$/, (leg) => telephony.ring(leg)],
    ['an answer', /POST .*\/answer$/, (leg) => telephony.answer(leg)],
    ['hold', /POST .*\/variable$/, (_leg, channel) => asterisk.tell('ChannelHold', channel)],
  ])('%s is told again', async (_what, request, act) => {
    const { leg, channel } = await office.arrived();
    asterisk.cut(request);
    act(leg, channel);
    for (let times = 0; times < 2; times += 1) await asterisk.next(request);
  });

  it('what a phone has written is read again', async () => {
    const { channel, deviceId } = await office.up();
    const arrival = async (id: string): Promise<unknown> => {
      const leg = legOf({ id, channelvars: {} });
      asterisk.tell('StasisStart', { id, accountcode: deviceId }, { replace_channel: channelOf(channel) });
      await office.told('legArrived', leg);
      return { ...office.events.at(-1), leg: null, replaces: null };
    };
    asterisk.variable = '5f0c8b1e-50b7-4b53-9f7d-0e4b4c7d1f00';
    const whole = await arrival('taker');
    for (let header = 0; header < 2; header += 1) asterisk.cut(/GET .*\/variable/);
    expect(await arrival('another')).toEqual(whole);
  });
});

describe('a leg that could not be placed', () => {
  it('is tried again', async () => {
    const silence = /POST .*\/moh$/;
    asterisk.refuse(silence, 500, 1);
    await office.up();
    for (let times = 0; times < 2; times += 1) await asterisk.next(silence);
  });

  it('leaves no bridge behind that may have been made', async () => {
    const made = /^POST \/bridges\/[^/]+$/;
    asterisk.cut(made);
    await office.up();
    const first = idIn((await asterisk.next(made)).path);
    await asterisk.next(new RegExp(`^DELETE /bridges/${first}`));
    const second = idIn((await asterisk.next(made)).path);
    await asterisk.next(new RegExp(`^POST /bridges/${second}/addChannel`));
  });

  it('is muted for sure', async () => {
    const { leg } = await office.up();
    await asterisk.next(/POST .*\/moh$/);
    await office.heard();
    asterisk.cut(/POST .*\/mute/);
    telephony.mute(leg, true);
    for (let times = 0; times < 2; times += 1) await asterisk.next(/POST .*\/mute/);
  });

  it('is played to under another name, and done when that one is', async () => {
    const { leg } = await office.up();
    asterisk.cut(/POST .*\/play/);
    telephony.play(leg, ['busy'], 'busy');
    const [first, second] = [await asterisk.next(/POST .*\/play/), await asterisk.next(/POST .*\/play/)].map(
      ({ path }) => path.split('/').at(-1),
    );
    expect(second).not.toBe(first);
    asterisk.say({ type: 'PlaybackFinished', playback: { id: first, state: 'done' } });
    await office.heard();
    expect(office.typesOf(leg)).not.toContain('playFinished');
    asterisk.say({ type: 'PlaybackFinished', playback: { id: second, state: 'done' } });
    await office.told('playFinished', leg);
  });

  it('listens by one channel, not by two', async () => {
    const [ear, voice] = [await office.up(), await office.up()];
    asterisk.cut(/\/snoop\//);
    telephony.hear(ear.leg, [voice.leg]);
    const spy = (await asterisk.next(/\/snoop\//)).path.split('/').at(-1);
    await asterisk.next(new RegExp(`^DELETE /channels/${spy}`));
    await asterisk.next(/\/snoop\//);
  });
});

describe('while Asterisk lists its channels', () => {
  it('one that comes is not called gone', async () => {
    const release = asterisk.hold(/^GET \/channels$/);
    asterisk.requests.length = 0;
    asterisk.drop();
    await asterisk.next(/^GET \/channels$/);
    const { leg } = await office.arrived();
    asterisk.requests.length = 0;
    release();
    await asterisk.next(/^GET \/bridges$/);
    expect(office.typesOf(leg)).toEqual(['legArrived']);
  });

  it('one that is being made is not called gone', async () => {
    const { deviceId } = await office.enrolled();
    const release = asterisk.hold(/\/channels\/create$/);
    const leg = office.dial(deviceId);
    await asterisk.next(/\/channels\/create$/);
    asterisk.requests.length = 0;
    asterisk.drop();
    await asterisk.next(/^GET \/bridges$/);
    expect(office.typesOf(leg)).toEqual([]);
    release();
    await asterisk.next(new RegExp(`^POST /channels/${leg}/dial$`));
  });
});

test('a channel made for a phone that went away meanwhile is ended', async () => {
  const side = { kind: 'outside', number: '+46317000000' } as const;
  const [gone] = [await office.enrolled({ side }), await office.enrolled({ side })];
  const release = asterisk.hold(/\/channels\/create$/);
  telephony.dial(randomUUID() as LegId, { kind: 'outside', number: side.number }, scriptedCaller);
  const { query } = await asterisk.next(/\/channels\/create$/);
  expect(query['endpoint']).toContain(gone.username);
  office.contact(gone.deviceId, 'Removed');
  await office.heard();
  release();
  await asterisk.next(new RegExp(`^DELETE /channels/${query['channelId']}`));
});

describe('an Asterisk that stands and is of no use', () => {
  it('is told of its devices once more when it was away again before it had heard of all', async () => {
    const { username } = await office.enrolled();
    await asterisk.die();
    asterisk.cut(/^PUT .*\/res_pjsip\/auth\//);
    asterisk.requests.length = 0;
    await asterisk.rise();
    for (const type of ['auth', 'auth', 'aor', 'endpoint'])
      await asterisk.next(new RegExp(`^PUT .*/res_pjsip/${type}/${username}`));
  });

  it('sends no events: the connection is made anew until some come', async () => {
    telephony = await office.startAnew(quick(20));
    asterisk.requests.length = 0;
    asterisk.isDeaf = true;
    asterisk.drop();
    for (let times = 0; times < 2; times += 1) await asterisk.next(/^POST \/events\/user\//);
    asterisk.isDeaf = false;
    await asterisk.next(/^GET \/channels$/);
  });

  it('sends no events any more: that is found out', async () => {
    telephony = await office.startAnew(quick(20));
    asterisk.requests.length = 0;
    asterisk.isDeaf = true;
    await asterisk.next(/^PUT .*\/eventFilter$/);
  });

  it('is away: its calls have ended after a while, and it is asked less and less often', async () => {
    const asked: number[] = [];
    const clock = quick(50);
    telephony = await office.startAnew({
      ...clock,
      after(ms, work) {
        asked.push(ms);
        return clock.after(ms, work);
      },
    });
    const { leg } = await office.up();
    asterisk.refuse(/\/eventFilter$/, 500);
    asked.length = 0;
    asterisk.drop();
    await office.told('legEnded', leg);
    await eventually('longer pauses', () => Promise.resolve([200, 400, 800].every((ms) => asked.includes(ms))));
  });
});
