import { randomUUID } from 'node:crypto';
import { ScriptedAri } from '../../../tests/fakes/scripted-ari';
import { driverFor } from '../../../tests/fakes/scripted-driver';
import { eventually, Waiters } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import { systemClock } from '../../time/system-clock';
import type { SwitchEvent } from '../port';
import type { AsteriskSwitch } from './index';
import { legOf } from './leg';

/** What waits for seconds waits for parts of one. */
const hurried: Clock = { ...systemClock, after: (ms, work) => systemClock.after(ms === 2_000 ? 100 : ms, work) };
const waiters = new Waiters();

let asterisk: ScriptedAri;
let telephony: AsteriskSwitch;
let events: SwitchEvent[];

beforeEach(async () => {
  events = [];
  asterisk = await ScriptedAri.start();
  const onEvent = (event: SwitchEvent): void => {
    events.push(event);
    waiters.wake();
  };
  telephony = driverFor(asterisk, onEvent, hurried);
});
afterEach(async () => {
  await telephony.stop();
  await asterisk.die();
});

const device = () => ({ accountcode: randomUUID() as DeviceId });
const arrivedLeg = (id: string) => legOf({ id, channelvars: {} });
const told = (type: SwitchEvent['type'], leg: LegId): Promise<void> =>
  waiters.until(
    () => events.some((event) => event.type === type && 'leg' in event && event.leg === leg),
    patienceMs,
    () => `${type} among ${JSON.stringify(events)}`,
  );

/** Two who talk, as a server before us has left them. */
function talking() {
  const [a, b] = ['17957.1', randomUUID()];
  const legs = [arrivedLeg(a), b as LegId] as const;
  const name = `pair-${[...legs].sort().join('-')}`;
  asterisk.channels = [
    { id: a, state: 'Up', ...device() },
    { id: b, state: 'Up', ...device(), channelvars: { VAXEL_LEG: b } },
  ];
  asterisk.bridges = [{ id: `${name}-1`, name, channels: [a, b] }];
  return { a, b, legs };
}

test('who talked goes on talking where they are, and empty bridges of before are gone', async () => {
  const { legs } = talking();
  asterisk.bridges.push({ id: 'home-x-1', name: 'home-x', channels: [] }, { id: 'other', name: '', channels: [] });
  await telephony.start();
  expect(new Set(await telephony.legs())).toEqual(new Set(legs));
  for (const [at, leg] of legs.entries()) {
    telephony.takeUp(leg);
    telephony.hear(leg, [legs[1 - at] ?? leg]);
  }
  // Nobody knows whether they were muted.
  await asterisk.next(/DELETE \/channels\/17957\.1\/mute$/);
  await asterisk.next(/DELETE \/channels\/.*\/mute$/);
  await asterisk.next(/DELETE \/bridges\/home-x-1$/);
  const moved = asterisk.requests.filter(({ path }) => /addChannel|moh|playbacks|bridges\/(other|pair)/.test(path));
  expect(moved).toEqual([]);
});

/** Three, as a server before us has left them: two who hear each other, and one who listens to both. */
function listening() {
  const { legs } = talking();
  const [a, b] = legs;
  const c = randomUUID() as LegId;
  const spies = [a, b].map((source) => `spy-${c}-${source}`);
  asterisk.channels = [
    ...asterisk.channels,
    { id: c, state: 'Up', ...device(), channelvars: { VAXEL_LEG: c } },
    ...[...spies, `spy-${randomUUID()}-${a}`].map((id) => ({ id, name: `Snoop/${id}`, state: 'Up' })),
  ];
  const name = `home-${c}`;
  asterisk.bridges = [...asterisk.bridges, { id: `${name}-1`, name, channels: [c, ...spies] }];
  return { a, b, c, spies };
}

test('who listened to two goes on listening, and what listened for a leg that is gone is ended', async () => {
  const { a, b, c, spies } = listening();
  await telephony.start();
  expect(new Set(await telephony.legs())).toEqual(new Set([a, b, c]));
  for (const leg of [a, b, c]) telephony.takeUp(leg);
  telephony.hear(c, [a, b]);
  telephony.hear(a, [b]);
  telephony.hear(b, [a]);
  await asterisk.next(/DELETE \/channels\/17957\.1\/mute$/);
  await asterisk.next(new RegExp(`DELETE /channels/${c}/mute$`));
  const ended = asterisk.requests.filter(({ method, path }) => method === 'DELETE' && path.includes('spy-'));
  expect(ended.map(({ path }) => spies.some((spy) => path.endsWith(spy)))).toEqual([false]);
  expect(asterisk.requests.filter(({ path }) => /addChannel|snoop/.test(path))).toEqual([]);
});

test('who no longer listens to one of two is deaf to that one alone', async () => {
  const { a, b, c, spies } = listening();
  await telephony.start();
  await telephony.legs();
  for (const leg of [a, b, c]) telephony.takeUp(leg);
  telephony.hear(a, [b]);
  telephony.hear(b, [a]);
  telephony.hear(c, [b]);
  await asterisk.next(new RegExp(`DELETE /channels/${spies[0]}$`));
  await asterisk.next(new RegExp(`DELETE /channels/${c}/mute$`));
  expect(asterisk.requests.filter(({ path }) => path.endsWith(spies[1] ?? ''))).toEqual([]);
});

/** And what was begun with it and is not over. */
function countingClock(): { clock: Clock; pending: ReadonlySet<object> } {
  const pending = new Set<object>();
  const clock: Clock = {
    ...systemClock,
    after(delayMs, callback) {
      const timer = {};
      pending.add(timer);
      const cancel = systemClock.after(delayMs, () => {
        pending.delete(timer);
        callback();
      });
      return () => {
        pending.delete(timer);
        cancel();
      };
    },
  };
  return { clock, pending };
}

test.each([false, true])(
  'a driver that has stopped waits for nothing; it leaves its legs there: %s',
  async (keepsLegs) => {
    const { a, b, legs } = talking();
    const { clock, pending } = countingClock();
    const stopped = driverFor(asterisk, () => undefined, clock, { keepsLegs });
    await stopped.start();
    await stopped.legs();
    for (const leg of legs) stopped.takeUp(leg);
    await stopped.stop();
    const ended = asterisk.requests.filter(({ method, path }) => `${method} ${path}` === `DELETE /channels/${a}`);
    expect(ended).toHaveLength(keepsLegs ? 0 : 1);
    expect(asterisk.requests.some(({ path }) => path === `/channels/${b}`)).toBe(!keepsLegs);
    // Requests that were under way have their answers.
    await eventually('nothing to be pending', async () => pending.size === 0);
  },
);

test('what a leg alone was hearing is stopped, whatever it was, before it hears what it is to', async () => {
  const id = '17957.2';
  const leg = arrivedLeg(id);
  asterisk.channels = [{ id, state: 'Up', ...device() }];
  asterisk.bridges = [{ id: `home-${leg}-1`, name: `home-${leg}`, channels: [id] }];
  await telephony.start();
  await telephony.legs();
  telephony.takeUp(leg);
  telephony.mute(leg, true);
  telephony.music(leg, true);
  await asterisk.next(/POST \/channels\/17957\.2\/mute$/);
  await asterisk.next(/DELETE \/channels\/17957\.2\/moh$/);
  for (let at = 0; at < 8; at += 1) await asterisk.next(new RegExp(`DELETE /playbacks/play-${leg}-${at}$`));
  await asterisk.next(/POST \/channels\/17957\.2\/moh$/);
});

test('the end of what an earlier server played is not taken for that of what is played now', async () => {
  const id = '17957.4';
  const leg = arrivedLeg(id);
  const other = randomUUID() as LegId;
  asterisk.channels = [
    { id, state: 'Ring', ...device() },
    { id: other, state: 'Ringing', ...device() },
  ];
  asterisk.playing.add(`play-${leg}-0`);
  await telephony.start();
  await telephony.legs();
  telephony.takeUp(leg);
  const finish = (playback: string): void =>
    asterisk.say({ type: 'PlaybackFinished', playback: { id: playback, state: 'done' } });
  const answered = asterisk.hold(/DELETE \/playbacks\/.*-0$/);
  telephony.ring(leg);
  await asterisk.next(/DELETE \/playbacks\/.*-0$/);
  finish(`play-${leg}-0`);
  // What was said before has been read by then.
  asterisk.tell('ChannelStateChange', { id: other, state: 'Up' });
  await told('legAnswered', other);
  answered();
  const { path } = await asterisk.next(/POST \/channels\/17957\.4\/play\//);
  expect(path.endsWith(`play-${leg}-0`)).toBe(false);
  finish(`play-${leg}-0`);
  // A tone that goes on for ever would let nobody answer.
  telephony.answer(leg);
  await asterisk.next(new RegExp(`DELETE /playbacks/${path.split('/').at(-1)}$`));
  await asterisk.next(/POST \/channels\/17957\.4\/answer$/);
});

test('what became of a leg while it was taken over is told', async () => {
  const [ringing, answered] = [randomUUID() as LegId, randomUUID() as LegId];
  asterisk.channels = [
    { id: ringing, state: 'Ringing', ...device() },
    { id: answered, state: 'Ringing', ...device() },
  ];
  await telephony.start();
  await telephony.legs();
  asterisk.tell('ChannelStateChange', { id: answered, state: 'Up' });
  await told('legAnswered', answered);
  events.length = 0;
  for (const leg of [ringing, answered]) telephony.takeUp(leg);
  expect(events).toEqual([
    { type: 'legRinging', leg: ringing },
    { type: 'legAnswered', leg: answered },
  ]);
});

test('a phone that holds goes on holding: nothing is expected of it', async () => {
  const id = '17957.3';
  asterisk.channels = [{ id, state: 'Up', ...device(), channelvars: { VAXEL_HELD: 'yes' } }];
  await telephony.start();
  await telephony.legs();
  telephony.takeUp(arrivedLeg(id));
  asterisk.tell('ChannelUnhold', { id, state: 'Up' });
  await told('legHeld', arrivedLeg(id));
  const { query } = await asterisk.next(/POST \/channels\/17957\.3\/variable$/);
  expect(query).toEqual({ variable: 'VAXEL_HELD', value: '' });
});

test('an Asterisk that comes after whoever wanted its legs is rid of those that nobody has', async () => {
  await asterisk.die();
  const starting = telephony.start();
  await expect(telephony.legs()).rejects.toMatchObject({ code: 'server.unavailable' });
  const { a, b } = talking();
  await asterisk.back();
  await starting;
  await asterisk.next(new RegExp(`DELETE /channels/${a}$`));
  await asterisk.next(new RegExp(`DELETE /channels/${b}$`));
});
