import { resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import type { OrganisationId, UserId } from '../contract/ids';
import { Versions } from '../contract/versions';
import { createLogger } from '../logger';
import { createLogBundle, LogBundleRequest } from './log-bundle';
import { readVersions } from './versions';

const packageRoot = resolve(__dirname, '../..');
const principal = { organisationId: randomUUID() as OrganisationId, userId: randomUUID() as UserId, roles: ['user' as const], expiresAtMs: 0 };

test('versions name every part', async () => {
  const versions = Versions.parse(await readVersions({ packageRoot, database: 'PostgreSQL 18.4', switch: 'embedded' }));
  expect(versions).toMatchObject({ vaxel: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.versions.node, database: 'PostgreSQL 18.4', switch: 'embedded' });
  expect(versions.parts).toMatchObject({ 'sip.js': '0.21.2', ws: expect.any(String) });
});

test('versions of a folder without packages are short, not wrong', async () => {
  expect(await readVersions({ packageRoot: '/nonexistent', database: 'd', switch: 's' })).toMatchObject({ vaxel: 'unknown', parts: {} });
});

test('a log bundle holds what support needs and no secret', async () => {
  const { logger, ring } = createLogger({ level: 'silent' });
  logger.info({ ...principal, number: '+46701234567' }, 'call ended');
  logger.info({ userId: randomUUID() }, 'somebody else');
  const versions = await readVersions({ packageRoot, database: 'PostgreSQL', switch: 'embedded' });
  const bundle = createLogBundle({ versions, config: { mode: 'production', databaseUrl: 'postgresql://a:hunter2@b/c', botPassword: 'hunter2', media: { turn: { secret: 'hunter2' } } }, ring, clock: createFakeClock(0) });
  const made = bundle(principal, { lines: ['registered with eyJa.eyJb.cc', 'asked anna@fjallbo.example'] });
  expect(made).toMatchObject({
    createdAt: '1970-01-01T00:00:00.000Z',
    user: { userId: principal.userId },
    versions: { switch: 'embedded' },
    config: { mode: 'production', databaseUrl: 'postgresql://a:[secret]@b/c', botPassword: '[secret]', media: { turn: { secret: '[secret]' } } },
    server: [expect.objectContaining({ msg: 'call ended', number: '+•••••••••67' })],
    window: ['registered with [token]', 'asked [mail address]'],
  });
});

test('a window may send 2,000 lines and no more', () => {
  expect(LogBundleRequest.safeParse({ lines: Array.from({ length: 2_000 }, () => 'x') }).success).toBe(true);
  expect(LogBundleRequest.safeParse({ lines: Array.from({ length: 2_001 }, () => 'x') }).success).toBe(false);
  expect(LogBundleRequest.safeParse({ lines: ['x'.repeat(2_001)] }).success).toBe(false);
});
