import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { createAuthenticate } from './authenticate';
import type { VerifiedToken } from './token-validator';

function setUp({ cacheSize = 10_000 } = {}) {
  const clock = createFakeClock();
  const user = { organisationId: randomUUID() as OrganisationId, userId: randomUUID() as UserId };
  const validate = jest.fn((token: string): Promise<VerifiedToken> =>
    token.startsWith('bad')
      ? Promise.reject(new VaxelError('auth.invalid'))
      : Promise.resolve({
          tenantId: 't',
          objectId: token,
          mailAddresses: [],
          appRoles: ['Supervisor', 'cleaner'],
          expiresAtMs: clock.nowMs() + 3_600_000,
        }),
  );
  const findLinkedUser = jest.fn(async () => user);
  return {
    clock,
    user,
    validate,
    findLinkedUser,
    ...createAuthenticate({ validate, findLinkedUser, clock, cacheSize }),
  };
}

test('a principal has the linked user, the roles that we know, and the token’s end', async () => {
  const { authenticate, user, clock } = setUp();
  expect(await authenticate('anna')).toEqual({
    ...user,
    roles: ['user', 'supervisor'],
    expiresAtMs: clock.nowMs() + 3_600_000,
  });
});

test('a token is verified once, also by a window whose requests come together', async () => {
  const { authenticate, validate, findLinkedUser, counters } = setUp();
  await Promise.all(Array.from({ length: 10 }, () => authenticate('anna')));
  await authenticate('anna');
  expect(validate).toHaveBeenCalledTimes(1);
  expect(findLinkedUser).toHaveBeenCalledTimes(1);
  expect(counters()).toEqual({ verifications: 1, cacheHits: 10 });
});

test('a remembered token ends when it expires, skew included', async () => {
  const { authenticate, validate, clock } = setUp();
  await authenticate('anna');
  clock.advance(3_600_000 + 299_999);
  await expect(authenticate('anna')).resolves.toBeDefined();
  clock.advance(1);
  await expect(authenticate('anna')).rejects.toMatchObject({ code: 'auth.expired' });
  expect(validate).toHaveBeenCalledTimes(1);
});

test('a link that was taken away has effect within half a minute', async () => {
  const { authenticate, findLinkedUser, clock } = setUp();
  await authenticate('anna');
  findLinkedUser.mockRejectedValue(new VaxelError('auth.notLinked'));
  clock.advance(29_999);
  await expect(authenticate('anna')).resolves.toBeDefined();
  clock.advance(1);
  await expect(authenticate('anna')).rejects.toMatchObject({ code: 'auth.notLinked' });
});

test('failures are not remembered: who is linked now, or whose database is back, is let in at once', async () => {
  const { authenticate, findLinkedUser } = setUp();
  findLinkedUser.mockRejectedValueOnce(new VaxelError('server.unavailable'));
  await expect(authenticate('anna')).rejects.toMatchObject({ code: 'server.unavailable' });
  await expect(authenticate('anna')).resolves.toBeDefined();
});

test('refused tokens take no place among the remembered', async () => {
  const { authenticate, validate } = setUp({ cacheSize: 2 });
  await authenticate('anna');
  for (let i = 0; i < 100; i += 1)
    await expect(authenticate(`bad ${i}`)).rejects.toMatchObject({ code: 'auth.invalid' });
  await authenticate('anna');
  expect(validate.mock.calls.filter(([token]) => token === 'anna')).toHaveLength(1);
});

test('the longest unused token is forgotten first', async () => {
  const { authenticate, validate } = setUp({ cacheSize: 2 });
  for (const token of ['anna', 'bjorn', 'anna', 'cecilia', 'anna', 'bjorn']) await authenticate(token);
  expect(validate.mock.calls.map(([token]) => token)).toEqual(['anna', 'bjorn', 'cecilia', 'bjorn']);
});
