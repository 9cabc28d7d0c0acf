import { resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import type { OrganisationId, UserId } from '../contract/ids';
import { Versions } from '../contract/support/versions';
import { createLogger } from '../logger';
import { LogBundleRequest } from '../contract/support/log-bundle';
import { createLogBundle } from './log-bundle';
import { readVersions } from './versions';

const packageRoot = resolve(__dirname, '../..');
const principal = {
  organisationId: randomUUID() as OrganisationId,
  userId: randomUUID() as UserId,
  roles: ['user' as const],
  expiresAtMs: 0,
};

test('versions name every part', async () => {
  const versions = Versions.parse(await readVersions({ packageRoot, database: 'PostgreSQL 18.4', switch: 'embedded' }));
  expect(versions).toMatchObject({
    vaxel: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    database: 'PostgreSQL 18.4',
    switch: 'embedded',
  });
  expect(versions.parts).toMatchObject({ 'sip.js': '0.21.2', ws: expect.any(String) });
});

test('versions of a folder without packages are short, not wrong', async () => {
  expect(await readVersions({ packageRoot: '/nonexistent', database: 'd', switch: 's' })).toMatchObject({
    vaxel: 'unknown',
    parts: {},
  });
});

test('a log bundle holds what support needs and no secret', async () => {
  const { logger, ring } = createLogger({ level: 'silent' });
  logger.info({ ...principal, number: '+46701234567' }, 'call ended');
  logger.info({ userId: randomUUID() }, 'somebody else');
  const versions = await readVersions({ packageRoot, database: 'PostgreSQL', switch: 'embedded' });
  const bundle = createLogBundle({
    versions,
    config: {
      mode: 'production',
      databaseUrl: 'postgresql://a:hunter2@b/c',
      botPassword: 'hunter2',
      media: { turn: { secret: 'hunter2' } },
    },
    ring,
    clock: createFakeClock(0),
  });
  const administrator = { ...principal, roles: ['user' as const, 'administrator' as const] };
  const made = await bundle(administrator, { lines: ['registered with eyJa.eyJb.cc', 'asked anna@fjallbo.example'] });
  expect(made).toMatchObject({
    createdAt: '1970-01-01T00:00:00.000Z',
    user: { userId: principal.userId },
    versions: { switch: 'embedded' },
    config: {
      mode: 'production',
      databaseUrl: 'postgresql://a:[secret]@b/c',
      botPassword: '[secret]',
      media: { turn: { secret: '[secret]' } },
    },
    server: [expect.objectContaining({ msg: 'call ended', number: '+•••••••••67' })],
    window: ['registered with [token]', 'asked [mail address]'],
  });
});

test('what stands in the configuration is for administrators: others get no tenant ids and no hosts', async () => {
  const { ring } = createLogger({ level: 'silent' });
  const versions = await readVersions({ packageRoot, database: 'PostgreSQL', switch: 'embedded' });
  const bundle = createLogBundle({
    versions,
    config: {
      entra: { tenantIds: ['5a6352c1-7d72-46d4-adac-80b4aa40ec6c'] },
      databaseUrl: 'postgresql://db.internal/x',
    },
    ring,
    clock: createFakeClock(0),
  });
  const text = JSON.stringify(await bundle(principal, { lines: [] }));
  expect(text).not.toMatch(/5a6352c1|db\.internal|tenant/);
});

test('everything else goes on while 4 MB of the worst lines are redacted', async () => {
  const { ring } = createLogger({ level: 'silent' });
  const versions = await readVersions({ packageRoot, database: 'PostgreSQL', switch: 'embedded' });
  const bundle = createLogBundle({ versions, config: {}, ring, clock: createFakeClock(0) });
  const lines = Array.from({ length: 2_000 }, (_, n) => (n % 2 === 0 ? 'a-' : '-eyJ').repeat(2_000).slice(0, 2_000));
  const state = { isMade: false };
  const made = bundle(principal, { lines }).finally(() => (state.isMade = true));
  let turns = 0;
  while (!state.isMade) {
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await made) as object).toMatchObject({ window: expect.any(Array) });
  // Each turn of the event loop is one in which audio goes on.
  expect(turns).toBeGreaterThan(5);
});

test('a window may send 2,000 lines and no more', () => {
  expect(LogBundleRequest.safeParse({ lines: Array.from({ length: 2_000 }, () => 'x') }).success).toBe(true);
  expect(LogBundleRequest.safeParse({ lines: Array.from({ length: 2_001 }, () => 'x') }).success).toBe(false);
  expect(LogBundleRequest.safeParse({ lines: ['x'.repeat(2_001)] }).success).toBe(false);
});
