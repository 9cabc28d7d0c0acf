import { createFakeClock } from '../../tests/fakes/clock';
import type { SigningPair } from '../../tests/fakes/entra';
import { makeKey, startKeyServer } from '../../tests/fakes/entra';
import { createTenantKeys } from './tenant-keys';

const first = makeKey('first');
const second = makeKey('second');
let served: SigningPair[];
let server: Awaited<ReturnType<typeof startKeyServer>>;
const token = { payload: '', signature: '' };
const header = (kid: string) => ({ alg: 'RS256', kid });

beforeEach(async () => {
  served = [first];
  server = await startKeyServer(() => served);
});
afterEach(() => server.close());

test('many at once fetch the keys once', async () => {
  const keys = createTenantKeys({ jwksUri: server.url('t'), clock: createFakeClock() });
  await Promise.all(Array.from({ length: 50 }, () => keys(header('first'), token)));
  expect(server.requests).toHaveLength(1);
});

test('unknown key ids do not make it ask again and again', async () => {
  const keys = createTenantKeys({ jwksUri: server.url('t'), clock: createFakeClock() });
  for (let i = 0; i < 20; i += 1)
    await expect(keys(header(`guess-${i}`), token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  expect(server.requests).toHaveLength(1);
});

test('a new key of the tenant is found once the pause is over', async () => {
  const keys = createTenantKeys({ jwksUri: server.url('t'), clock: createFakeClock(), cooldownMs: 0 });
  await keys(header('first'), token);
  served = [first, second];
  await expect(keys(header('second'), token)).resolves.toBeDefined();
});

test('an unreachable key server is asked once in 5 s, and every token meanwhile says so', async () => {
  const clock = createFakeClock();
  const keys = createTenantKeys({ jwksUri: server.url('t'), clock });
  server.down(true);
  for (let i = 0; i < 10; i += 1)
    await expect(keys(header('first'), token)).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(server.requests).toHaveLength(1);
  server.down(false);
  clock.advance(5_001);
  await expect(keys(header('first'), token)).resolves.toBeDefined();
});

test('known keys serve on while the key server is away, for a day', async () => {
  const clock = createFakeClock();
  const keys = createTenantKeys({ jwksUri: server.url('t'), clock, cacheMaxAgeMs: 0 });
  await keys(header('first'), token);
  server.down(true);
  await expect(keys(header('first'), token)).resolves.toBeDefined();
  await expect(keys(header('second'), token)).rejects.toMatchObject({ code: 'server.unavailable' });
  clock.advance(86_400_001);
  await expect(keys(header('first'), token)).rejects.toMatchObject({ code: 'server.unavailable' });
});
