import { createFakeClock } from '../../tests/fakes/clock';
import { VaxelError } from '../contract/errors';
import type { Principal } from '../ports/principal';
import { createTokenGuard } from './token-guard';

const office = '10.0.0.1';

/** A token that claims to be somebody's; its signature is right when it says so. */
function tokenOf(person: string, signature = 'right', serial = 0): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ tid: 't', oid: person, serial })}.${signature}`;
}

function setUp() {
  const clock = createFakeClock();
  const known = new Set<string>();
  let looked = 0;
  const guard = createTokenGuard({
    clock,
    knows: (token) => known.has(token),
    authenticate: async (token) => {
      looked += 1;
      if (token.endsWith('.expired')) throw new VaxelError('auth.expired');
      if (token.endsWith('.keysAway')) throw new VaxelError('server.unavailable');
      if (!/\.(right|notLinked)$/.test(token)) throw new VaxelError('auth.invalid');
      known.add(token);
      if (token.endsWith('.notLinked')) throw new VaxelError('auth.notLinked');
      return {} as Principal;
    },
  });
  /** The code of the refusal, or null. */
  const ask = (token: string, address = office) =>
    guard(token, address).then(
      () => null,
      (error: unknown) => (error as VaxelError).code,
    );
  return { clock, ask, looked: () => looked };
}

/** Enough of them to slow the office, each in another name. */
async function forge(ask: (token: string) => Promise<string | null>, count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < count; n += 1) codes.push((await ask(tokenOf(`stranger ${n}`, 'forged'))) ?? 'taken');
  return codes;
}

test('101 forged tokens from an address keep no colleague behind it out', async () => {
  const { ask } = setUp();
  expect(await ask(tokenOf('anna'))).toBe(null);
  expect(await forge(ask, 101)).not.toContain('taken');
  // The token that is known, and a renewed one of somebody who has come in from there.
  expect(await ask(tokenOf('anna'))).toBe(null);
  expect(await ask(tokenOf('anna', 'right', 1))).toBe(null);
  // Somebody new there has to be patient for a second at most.
  expect(await ask(tokenOf('bjorn'))).toBe(null);
});

test('forged tokens from an address are looked at five times a second once there were too many', async () => {
  const { ask, clock, looked } = setUp();
  const codes = await forge(ask, 1_000);
  expect(codes.filter((code) => code === 'auth.invalid')).toHaveLength(105);
  expect(looked()).toBe(105);
  clock.advance(1_000);
  await forge(ask, 1_000);
  // Five of the slow lane, and the one or two that the address has earned meanwhile.
  expect(looked()).toBeLessThanOrEqual(112);
});

test('failures in one person’s name slow that name, from that address', async () => {
  const { ask } = setUp();
  for (let n = 0; n < 30; n += 1) await ask(tokenOf('anna', 'forged', n));
  expect(await ask(tokenOf('anna', 'right', 1))).toBe('request.tooMany');
  expect(await ask(tokenOf('bjorn'))).toBe(null);
  expect(await ask(tokenOf('anna', 'right', 1), '10.0.0.2')).toBe(null);
});

test('an address that has stopped is as good as any other', async () => {
  const { ask, clock } = setUp();
  await forge(ask, 500);
  clock.advance(60_000);
  expect(await forge(ask, 100)).toEqual(Array.from({ length: 100 }, () => 'auth.invalid'));
});

test('what is no token at all is refused like a forged one', async () => {
  const { ask } = setUp();
  expect(await ask('nonsense')).toBe('auth.invalid');
  expect(await ask(`a.${'x'.repeat(10_000)}.b`)).toBe('auth.invalid');
});

describe('tokens that are no guesses but let nobody in', () => {
  const askAll = async (ask: (token: string) => Promise<string | null>, tokens: readonly string[]) => {
    const codes: Record<string, number> = {};
    for (const token of tokens) {
      const code = (await ask(token)) ?? 'taken';
      codes[code] = (codes[code] ?? 0) + 1;
    }
    return codes;
  };

  test('are looked at 3,000 times from an address, then slowly, unless somebody came in from there', async () => {
    const { ask } = setUp();
    expect(await ask(tokenOf('anna'))).toBe(null);
    const tokens = Array.from({ length: 3_100 }, (_, n) => tokenOf(`stranger ${n}`, 'expired'));
    expect(await askAll(ask, tokens)).toEqual({ 'auth.expired': 3_005, 'request.tooMany': 95 });
    expect(await ask(tokenOf('anna'))).toBe(null);
    expect(await ask(tokenOf('anna', 'right', 1))).toBe(null);
  });

  test('in one person’s name are looked at 300 times, also once the token itself is known', async () => {
    const { ask } = setUp();
    const tokens = Array.from({ length: 400 }, () => tokenOf('bjorn', 'notLinked'));
    expect(await askAll(ask, tokens)).toEqual({ 'auth.notLinked': 306, 'request.tooMany': 94 });
    expect(await ask(tokenOf('anna'))).toBe(null);
  });

  test('a key server that is away is nobody’s fault', async () => {
    const { ask } = setUp();
    const tokens = Array.from({ length: 4_000 }, () => tokenOf('anna', 'keysAway'));
    expect(await askAll(ask, tokens)).toEqual({ 'server.unavailable': 4_000 });
  });
});
