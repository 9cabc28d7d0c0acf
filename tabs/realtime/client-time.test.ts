import { aRealtimeClient as setUp } from '../fakes/a-realtime-client';
import { settle } from '../fakes/fake-clock';

describe('a host that never answers', () => {
  it('is asked for a token again, and for ever', async () => {
    let asked = 0;
    const { client, clock, statuses } = setUp({ token: () => ((asked += 1), new Promise(() => undefined)) });
    client.start();
    await settle();
    clock.advance(20_000);
    await settle();
    expect(statuses.at(-1)?.state).toBe('waiting');
    clock.advance(400);
    await settle();
    expect(asked).toBe(2);
  });

  it('does not stop the renewal of the token', async () => {
    let asked = 0;
    const { clock, connected } = setUp({
      token: () =>
        ++asked === 1
          ? Promise.resolve('token 1')
          : asked === 2
            ? new Promise(() => undefined)
            : Promise.resolve(`token ${asked}`),
    });
    const first = await connected({ tokenExpiresAtMs: clock.nowMs() + 60_000 });
    const alive = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 2_500) {
        clock.advance(2_500);
        first.say({ type: 'pong', t: clock.nowMs(), serverTimeMs: clock.nowMs() });
        await settle();
      }
    };
    await alive(80_000);
    expect(first.sent.filter(({ type }) => type === 'token')).toEqual([{ type: 'token', token: 'token 3' }]);
  });

  it('is asked anew by a page that wakes up', async () => {
    let asked = 0;
    const { client, clock, connected } = setUp({
      token: () => (++asked === 1 ? new Promise(() => undefined) : Promise.resolve(`token ${asked}`)),
    });
    client.start();
    await settle();
    clock.jump(1_000);
    client.wake();
    expect((await connected()).sent[0]).toMatchObject({ type: 'hello', token: 'token 2' });
  });
});

describe('how far the clocks are apart', () => {
  it('is told at once, and again when one of them is set', async () => {
    const { clock, connected, skews } = setUp();
    const first = await connected({ serverTimeMs: clock.nowMs() + 600_000 });
    const pong = (serverAheadMs: number): void =>
      first.say({ type: 'pong', t: clock.nowMs(), serverTimeMs: clock.nowMs() + serverAheadMs });
    pong(600_500);
    expect(skews).toEqual([600_000]);
    pong(0);
    expect(skews).toEqual([600_000, 0]);
  });

  it('is not guessed from an answer that was long on its way', async () => {
    const { clock, connected, skews } = setUp();
    const first = await connected();
    const sentMs = clock.nowMs();
    clock.jump(4_000);
    first.say({ type: 'pong', t: sentMs, serverTimeMs: sentMs });
    expect(skews).toEqual([0]);
  });
});
