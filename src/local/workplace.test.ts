import { auditLog } from '../audit/record';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../time/system-clock';
import { createTenantKeys } from '../identity/tenant-keys';
import { createTokenValidator } from '../identity/token-validator';
import { createFindLinkedUser } from '../identity/link';
import { startBotWorkplace, type BotWorkplace } from '../../tests/fakes/bot-workplace';
import { queueStoreOf } from '../answer-groups/queue-store';
import { groupStoreOf } from '../answer-groups/store';
import { TrunkSettings } from '../contract/trunks/trunks';
import { demoAccounts } from './demo/accounts';
import { demoOrganisations } from './demo/organisations';
import { demoOrganisationId, demoUserId } from './demo/ids';
import { seedTrunks } from './demo/seed-trunks';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());

const token = async (query: string) => fetch(`${workplace.baseUrl}/local/token?${query}`);
const validator = () =>
  createTokenValidator(workplace.local.entra, systemClock, ({ jwksUri }) =>
    createTenantKeys({ jwksUri, clock: systemClock }),
  );

test("the product's own validator takes the issuer's tokens, for every account and both organisations", async () => {
  const validate = validator();
  for (const account of demoAccounts.values()) {
    const verified = await validate(await (await token(`as=${account.key}`)).text());
    expect(verified).toMatchObject({
      tenantId: account.tenantId,
      objectId: account.objectId,
      mailAddresses: [account.mailAddress],
      appRoles: account.roles,
    });
  }
});

test('everybody of the demo is a user at sign-in, but the stranger, and one only by the address', async () => {
  const [validate, findLinkedUser] = [validator(), createFindLinkedUser(workplace.database.db, auditLog)];
  const signIn = async (key: string) => findLinkedUser(await validate(await (await token(`as=${key}`)).text()));
  for (const organisation of demoOrganisations) {
    for (const { key } of organisation.users.filter(({ account }) => account !== 'none'))
      expect(await signIn(key)).toEqual({
        organisationId: demoOrganisationId(organisation),
        userId: demoUserId(organisation, { key }),
      });
  }
  await expect(signIn('frida')).rejects.toMatchObject({ code: 'auth.notLinked' });
});

test('a token lasts 75 minutes, or as long as a test asks for', async () => {
  const lifeOf = async (query: string) => {
    const { iat, exp } = JSON.parse(
      Buffer.from((await (await token(query)).text()).split('.')[1] ?? '', 'base64url').toString(),
    ) as { iat: number; exp: number };
    return exp - iat;
  };
  expect(await lifeOf('as=anna')).toBe(4_500);
  expect(await lifeOf('as=anna&expiresIn=5')).toBe(5);
});

test('an unknown person and an absurd length of life get problem details', async () => {
  expect(await (await token('as=nobody')).json()).toMatchObject({ status: 404, code: 'request.notFound' });
  expect(await (await token('as=anna&expiresIn=4')).json()).toMatchObject({ status: 400, code: 'request.invalid' });
  expect(await (await token('')).json()).toMatchObject({ status: 400, code: 'request.invalid' });
});

test('the key is readable by this system user only', () => {
  expect(statSync(join(workplace.dataFolder, 'local-issuer-key.pem')).mode & 0o777).toBe(0o600);
});

test('seeding twice, or after people have changed something, changes nothing', async () => {
  const { db } = workplace.database;
  const anna = demoUserId({ key: 'fjallbo' }, { key: 'anna' });
  const rows = async (table: 'organisation' | 'contact' | 'contact_token' | 'app_user' | 'user_number') =>
    (
      await db
        .selectFrom(table)
        .select((builder) => builder.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count;
  const count = () =>
    Promise.all([rows('organisation'), rows('contact'), rows('contact_token'), rows('app_user'), rows('user_number')]);
  const before = await count();
  await db
    .updateTable('contact')
    .set({ status_message: 'Mitt eget' })
    .where('id', '=', db.selectFrom('app_user').select('contact_id').where('id', '=', anna))
    .execute();
  await workplace.local.seed();
  expect(await count()).toEqual(before);
  const row = await db
    .selectFrom('contact')
    .innerJoin('app_user', 'app_user.contact_id', 'contact.id')
    .select('status_message')
    .where('app_user.id', '=', anna)
    .executeTakeFirstOrThrow();
  expect(row.status_message).toBe('Mitt eget');
});

test('Fjällbo has its two answer groups, in which nobody is logged in', async () => {
  const store = groupStoreOf(workplace.database.db, demoOrganisationId({ key: 'fjallbo' }));
  const id = (key: string) => demoUserId({ key: 'fjallbo' }, { key });
  const membersOf = (...keys: string[]) => keys.map((key) => ({ userId: id(key), tier: 1, skills: {} }));
  expect(await store.all()).toMatchObject([
    {
      ...{ name: 'Sales', extension: '1902', number: '+46851920002', strategy: 'longestIdle', wrapUpMs: 0 },
      ...{ members: membersOf('cecilia', 'nils'), supervisors: [id('eva')] },
    },
    {
      ...{ name: 'Support', extension: '1901', number: '+46851920001', strategy: 'ringAll', wrapUpMs: 0 },
      ...{ members: membersOf('anna', 'bjorn', 'david'), supervisors: [id('eva')] },
    },
  ]);
  expect(await queueStoreOf(workplace.database.db, demoOrganisationId({ key: 'fjallbo' })).agents()).toEqual([]);
});

test('each organisation has a trunk to the network of this start, and what people have changed stays', async () => {
  const { db } = workplace.database;
  const trunks = async () =>
    (await db.selectFrom('trunk').selectAll().orderBy('organisation_id').execute()).map((row) => ({
      ...row,
      settings: TrunkSettings.parse(row.settings),
    }));
  const change = (settings: object, removed_at: Date | null) =>
    db
      .updateTable('trunk')
      .set({ settings: JSON.stringify(settings), removed_at })
      .where('organisation_id', '=', demoOrganisationId({ key: 'fjallbo' }))
      .execute();
  const ours = async () =>
    (await trunks()).find((row) => row.organisation_id === demoOrganisationId({ key: 'fjallbo' }));

  await seedTrunks(db, 15_060);
  expect((await trunks()).map(({ settings: { host, port, enabled } }) => [host, port, enabled])).toEqual(
    demoOrganisations.map(() => ['127.0.0.1', 15_060, true]),
  );
  const first = await ours();
  await change({ ...first?.settings, name: 'Vår egen' }, new Date());
  await seedTrunks(db, 15_070);
  expect(await ours()).toMatchObject({ settings: { name: 'Vår egen', port: 15_070 }, removed_at: expect.any(Date) });
  await change({ ...first?.settings, host: 'sip.operator.example', port: null }, null);
  await seedTrunks(db, 15_080);
  expect((await ours())?.settings).toMatchObject({ host: 'sip.operator.example', port: null });
  expect(await trunks()).toHaveLength(demoOrganisations.length);
  await db.deleteFrom('trunk').execute();
});

test("the only mobile number of a person's contact card is the phone in the pocket, outside here", async () => {
  const rows = await workplace.database.db
    .selectFrom('contact')
    .innerJoin('app_user', 'app_user.contact_id', 'contact.id')
    .select(['app_user.id', 'numbers'])
    .execute();
  for (const organisation of demoOrganisations) {
    for (const user of organisation.users) {
      const numbers = rows.find(({ id }) => id === demoUserId(organisation, user))?.numbers ?? [];
      expect(numbers.filter(({ label }) => label === 'mobile').map(({ number }) => number)).toEqual(
        user.mobile === null ? [] : [user.mobile],
      );
    }
  }
});

test('an outside phone gets credentials for its number, renews them, and is refused without one', async () => {
  const enrol = async (body: unknown) => workplace.post('/local/outside/devices', body);
  const first = (await (await enrol({ number: '+46701234567' })).json()) as {
    deviceId: string;
    password: string;
    addressOfRecord: string;
    expiresAtMs: number;
  };
  expect(first.addressOfRecord).toBe('sip:+46701234567@outside.vaxel');
  expect(first.expiresAtMs).toBeGreaterThan(Date.now());
  const renewed = (await (await enrol({ number: '+46701234567', deviceId: first.deviceId })).json()) as typeof first;
  expect(renewed.deviceId).toBe(first.deviceId);
  expect(renewed.password).not.toBe(first.password);
  const foreign = (await (
    await enrol({ number: '+46701234567', deviceId: '00000000-0000-4000-8000-000000000000' })
  ).json()) as typeof first;
  expect(foreign.deviceId).not.toBe('00000000-0000-4000-8000-000000000000');
  expect((await enrol({ number: '1001' })).status).toBe(400);
  expect((await enrol({})).status).toBe(400);
});

test('a web site under another name cannot ask for tokens', async () => {
  const { request } = await import('node:http');
  const { port } = new URL(workplace.baseUrl);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path: '/local/token?as=anna', headers: { Host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
});
