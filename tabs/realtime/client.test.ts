import type { AnswerGroupId, GroupId } from '../../src/contract/ids';
import type { ClientMessage, ServerEvent, ServerMessage } from '../../src/contract/realtime';
import { ClientError } from '../api/client-error';
import { aRealtimeClient as setUp, windowId } from '../fakes/a-realtime-client';
import { settle } from '../fakes/fake-clock';
import { aCall, callId, userId } from '../fakes/samples';

const line = (seq: number, stream: 'user' | 'inbox' = 'inbox'): ServerMessage => ({
  type: 'events',
  stream,
  seq,
  events: [{ type: 'history.seen', callIds: [callId(seq)], untilMs: null }],
});
const seen = (events: readonly ServerEvent[]): unknown[] =>
  events.map((event) => event.type === 'history.seen' && event.callIds[0]);

describe('connecting', () => {
  it('says hello with a token and the window, and hands on the snapshot', async () => {
    const { connected, snapshots, statuses } = setUp();
    const first = await connected();
    expect(first.sent[0]).toEqual({ type: 'hello', token: 'token 1', windowId, timeZone: 'America/New_York' });
    expect(snapshots).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ state: 'online' });
  });

  it('gives up a server that accepts and says nothing', async () => {
    const { client, last, clock, statuses } = setUp();
    client.start();
    await settle();
    last().events.onOpen();
    clock.advance(5_000);
    expect(last().closed).toBe(true);
    expect(statuses.at(-1)).toEqual({ state: 'waiting', retryAtMs: clock.nowMs() + 400 });
  });

  it('waits for the network without trying', async () => {
    const { client, lines, statuses, setOnline } = setUp();
    setOnline(false);
    client.start();
    await settle();
    expect(lines).toHaveLength(0);
    expect(statuses.at(-1)).toEqual({ state: 'waiting', retryAtMs: null });
    setOnline(true);
    await settle();
    expect(lines).toHaveLength(1);
  });
});

describe('events', () => {
  it('come in order, each once, for each stream by itself', async () => {
    const { connected, events } = setUp();
    const first = await connected();
    first.say(line(6));
    first.say(line(6));
    first.say(line(11, 'user'));
    first.say(line(7));
    expect(seen(events)).toEqual([callId(6), callId(11), callId(7)]);
  });

  it('that are missing make the client ask for everything anew', async () => {
    const { connected, events, last, lines } = setUp();
    (await connected()).say(line(8));
    await settle();
    expect(lines).toHaveLength(2);
    last().events.onOpen();
    expect(last().sent[0]).toEqual({ type: 'hello', token: 'token 2', windowId, timeZone: 'America/New_York' });
    expect(events).toEqual([]);
  });

  it('of an old connection are not heard any more', async () => {
    const { connected, client, events, clock } = setUp();
    const first = await connected();
    first.events.onClose();
    first.say(line(6));
    expect(events).toEqual([]);
    client.stop();
    clock.advance(60_000);
  });
});

describe('a broken connection', () => {
  it('is resumed from the last event of each stream, without a snapshot', async () => {
    const { connected, clock, last, snapshots, events, welcome } = setUp();
    const first = await connected();
    first.say(line(6));
    first.events.onClose();
    clock.advance(400);
    await settle();
    last().events.onOpen();
    expect(last().sent[0]).toMatchObject({ resume: { epoch: 'e1', cursor: { user: 10, inbox: 6 } } });
    const { snapshot: _, ...resumed } = welcome() as Extract<ServerMessage, { type: 'welcome' }>;
    last().say(resumed);
    last().say(line(7));
    expect(snapshots).toHaveLength(1);
    expect(seen(events)).toEqual([callId(6), callId(7)]);
  });

  it('is retried ever more slowly, and at once when the person asks', async () => {
    const { connected, clock, last, lines, client, statuses } = setUp();
    (await connected()).events.onClose();
    for (const delay of [400, 800, 1_600]) {
      expect(statuses.at(-1)).toEqual({ state: 'waiting', retryAtMs: clock.nowMs() + delay });
      clock.advance(delay);
      await settle();
      last().events.onClose();
    }
    const before = lines.length;
    client.retryNow();
    await settle();
    expect(lines).toHaveLength(before + 1);
  });

  it('is made anew when the server has said, and from then on as always', async () => {
    const { connected, clock, last, statuses } = setUp();
    (await connected()).say({ type: 'bye', reason: 'shutdown', retryInMs: 4_321 });
    for (const delay of [4_321, 400, 800]) {
      expect(statuses.at(-1)).toEqual({ state: 'waiting', retryAtMs: clock.nowMs() + delay });
      clock.advance(delay);
      await settle();
      last().events.onClose();
    }
  });

  it('is made anew within a minute, whatever the server has said', async () => {
    const { connected, clock, statuses } = setUp();
    (await connected()).say({ type: 'bye', reason: 'shutdown', retryInMs: 86_400_000 });
    expect(statuses.at(-1)).toEqual({ state: 'waiting', retryAtMs: clock.nowMs() + 60_000 });
  });

  it('is noticed within 10 s when the line is dead', async () => {
    const { connected, clock, statuses } = setUp();
    const first = await connected();
    const ping = (): ClientMessage | undefined => first.sent.filter(({ type }) => type === 'ping').at(-1);
    clock.advance(5_000);
    expect(ping()).toEqual({ type: 'ping', t: clock.nowMs() });
    first.say({ type: 'pong', t: clock.nowMs(), serverTimeMs: clock.nowMs() });
    clock.advance(5_000);
    expect(statuses.at(-1)).toEqual({ state: 'online' });
    clock.advance(5_000);
    expect(first.closed).toBe(true);
    expect(statuses.at(-1)?.state).toBe('waiting');
  });
});

describe('commands', () => {
  const hold = { name: 'call.hold', callId: callId(1) } as const;

  it('are settled by their ack, or by the problem in it', async () => {
    const { connected, client } = setUp();
    const first = await connected();
    const done = client.command(hold);
    const refused = client.command(hold);
    expect(first.sent.filter(({ type }) => type === 'command')).toEqual([
      { type: 'command', id: 0, command: hold },
      { type: 'command', id: 1, command: hold },
    ]);
    first.say({
      type: 'ack',
      id: 1,
      ok: false,
      problem: { type: 't', title: 't', status: 409, code: 'call.notAllowed' },
    });
    first.say({ type: 'ack', id: 0, ok: true });
    await expect(done).resolves.toBeUndefined();
    await expect(refused).rejects.toMatchObject({ code: 'call.notAllowed' });
  });

  it('fail after 10 s without an ack, when the connection breaks, and when there is none', async () => {
    const { connected, client, clock } = setUp();
    const first = await connected();
    const late = client.command(hold);
    late.catch(() => undefined);
    for (let i = 0; i < 2; i += 1) {
      clock.advance(4_999);
      first.say(line(6));
    }
    clock.advance(2);
    await expect(late).rejects.toMatchObject({ code: 'client.timeout' });
    const broken = client.command(hold);
    first.events.onClose();
    await expect(broken).rejects.toMatchObject({ code: 'client.offline' });
    await expect(client.command(hold)).rejects.toMatchObject({ code: 'client.offline' });
  });
});

describe('the token', () => {
  it('is renewed a minute before it ends, in the server’s time, and again', async () => {
    const { connected, clock, renewed } = setUp();
    const aheadMs = 50_000_000 - clock.nowMs();
    const first = await connected({ serverTimeMs: 50_000_000, tokenExpiresAtMs: 50_000_000 + 600_000 });
    const renewals = (): ClientMessage[] => first.sent.filter(({ type }) => type === 'token');
    const alive = (ms: number): void => {
      for (let passed = 0; passed < ms; passed += 4_000) {
        clock.advance(4_000);
        first.say({ type: 'pong', t: clock.nowMs(), serverTimeMs: clock.nowMs() + aheadMs });
      }
    };
    alive(536_000);
    await settle();
    expect(renewals()).toEqual([]);
    alive(8_000);
    await settle();
    expect(renewals()).toEqual([{ type: 'token', token: 'token 2' }]);
    expect(renewed.times).toBe(0);
    first.say({ type: 'token.accepted', tokenExpiresAtMs: 50_000_000 + 1_200_000 });
    expect(renewed.times).toBe(1);
    alive(600_000);
    await settle();
    expect(renewals()).toHaveLength(2);
  });

  it('that is refused is replaced once, then the person is told', async () => {
    const { client, last, lines, statuses } = setUp();
    client.start();
    await settle();
    const refusal: ServerMessage = {
      type: 'bye',
      reason: 'protocol',
      problem: { type: 't', title: 't', status: 401, code: 'auth.invalid' },
    };
    last().events.onOpen();
    last().say(refusal);
    await settle();
    expect(lines).toHaveLength(2);
    last().events.onOpen();
    last().say(refusal);
    expect(statuses.at(-1)).toEqual({ state: 'refused', code: 'auth.invalid' });
  });

  it('of an account that is not linked is not tried again by itself', async () => {
    const { client, last, lines, statuses, clock } = setUp();
    client.start();
    await settle();
    last().events.onOpen();
    last().say({
      type: 'bye',
      reason: 'protocol',
      problem: { type: 't', title: 't', status: 403, code: 'auth.notLinked' },
    });
    clock.advance(600_000);
    await settle();
    expect(lines).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ state: 'refused', code: 'auth.notLinked' });
  });

  it('that the host refuses to give is said at once', async () => {
    const { client, statuses } = setUp({ token: () => Promise.reject(new ClientError('client.noToken')) });
    client.start();
    await settle();
    expect(statuses.at(-1)).toEqual({ state: 'refused', code: 'client.noToken' });
  });

  it('that expired in the middle leads to a new connection at once', async () => {
    const { connected, lines } = setUp();
    (await connected()).say({ type: 'bye', reason: 'tokenExpired' });
    await settle();
    expect(lines).toHaveLength(2);
  });
});

it('a call event is handed on as it came', async () => {
  const { connected, events } = setUp();
  (await connected()).say({ type: 'events', stream: 'user', seq: 11, events: [{ type: 'call', call: aCall() }] });
  expect(events).toEqual([{ type: 'call', call: aCall() }]);
});

describe('use of the window', () => {
  it('is told to the server while the window is connected', async () => {
    const { client, connected, setOnline } = setUp();
    const first = await connected();
    client.used();
    expect(first.sent.filter(({ type }) => type === 'used')).toEqual([{ type: 'used' }]);
    setOnline(false);
    client.used();
    expect(first.sent.filter(({ type }) => type === 'used')).toHaveLength(1);
  });
});

describe('a page that lives again', () => {
  it('connects anew when its connection does not answer within 2 s', async () => {
    const { client, connected, clock, lines } = setUp();
    const first = await connected();
    client.wake();
    clock.advance(1_999);
    expect(first.closed).toBe(false);
    clock.advance(1);
    await settle();
    expect(first.closed).toBe(true);
    expect(lines).toHaveLength(2);
  });

  it('keeps a connection that answers, and goes on watching it', async () => {
    const { client, connected, clock } = setUp();
    const first = await connected();
    client.wake();
    first.say({ type: 'pong', t: 0, serverTimeMs: clock.nowMs() });
    clock.advance(4_999);
    expect(first.closed).toBe(false);
    clock.advance(5_001);
    expect(first.closed).toBe(true);
  });

  it('does not wait for the next try', async () => {
    const { client, connected, lines } = setUp();
    (await connected()).events.onClose();
    client.wake();
    await settle();
    expect(lines).toHaveLength(2);
  });

  it('does not try again where it was refused', async () => {
    const { client, connected, last, lines } = setUp();
    await connected();
    last().say({
      type: 'bye',
      reason: 'protocol',
      problem: { type: 'x', title: 'x', status: 403, code: 'auth.notLinked' },
    });
    client.wake();
    await settle();
    expect(lines).toHaveLength(1);
  });
});

describe('watching', () => {
  it('says what groups it watches beside the people, and when it stops', async () => {
    const { client, connected } = setUp();
    const group = '00000000-0000-0000-0000-000000000000' as GroupId;
    client.watchGroups([group]);
    const { sent } = await connected();
    expect(sent).toContainEqual({ type: 'watch', watched: { people: [], activities: [], groups: [group] } });
    client.watch([userId(2)]);
    client.watchGroups([]);
    expect(sent.at(-1)).toEqual({ type: 'watch', watched: { people: [userId(2)], activities: [userId(2)] } });
  });

  it('says which answer groups it watches beside others', async () => {
    const { client, connected } = setUp();
    const support = '00000000-0000-0000-0000-000000000000' as AnswerGroupId;
    const group = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as GroupId;
    client.watchAnswerGroups([support]);
    client.watchGroups([group]);
    const { sent } = await connected();
    const watched = { people: [], activities: [], answerGroups: [support], groups: [group] };
    expect(sent).toContainEqual({ type: 'watch', watched });
    client.watchGroups([]);
    const { groups: _, ...without } = watched;
    expect(sent.at(-1)).toEqual({ type: 'watch', watched: without });
  });

  it('says whom it watches at each connection, and hands on what comes', async () => {
    const { client, connected, clock, last, values } = setUp();
    client.watch([userId(2)]);
    const first = await connected();
    expect(first.sent).toContainEqual({ type: 'watch', watched: { people: [userId(2)], activities: [userId(2)] } });
    first.say({ type: 'values', people: [{ userId: userId(2), line: 'inCall' }] });
    expect(values).toEqual([{ userId: userId(2), line: 'inCall' }]);
    client.watch([userId(3), userId(4)]);
    const both = [userId(3), userId(4)];
    const watchesBoth = { type: 'watch', watched: { people: both, activities: both } };
    expect(first.sent.at(-1)).toEqual(watchesBoth);
    first.events.onClose();
    clock.advance(400);
    await settle();
    last().events.onOpen();
    last().say({
      type: 'welcome',
      epoch: 'e1',
      cursor: { user: 10, inbox: 5 },
      serverTimeMs: clock.nowMs(),
      tokenExpiresAtMs: clock.nowMs() + 3_600_000,
    });
    expect(last().sent.at(-1)).toEqual(watchesBoth);
  });
});
