import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { tabEntityId } from '../../src/contract/deep-links';
import { Role } from '../../src/contract/people/people';
import { microsoftClients } from '../../src/identity/settings';
import { demoAccounts } from '../../src/local/demo/accounts';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The variables of an env file; comments and empty lines are none. */
function variablesOf(path: string): Map<string, string> {
  const lines = read(path)
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

const dev = variablesOf('env/.env.dev');
const example = variablesOf('env/.env.example');

function substituted(path: string): string {
  return read(path).replaceAll(/\$\{\{([A-Z_]+)\}\}/g, (_placeholder, name: string) => {
    const value = dev.get(name);
    if (value === undefined) throw new Error(`${path} wants ${name}, which env/.env.dev does not say`);
    return value;
  });
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaxel-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Errors of Microsoft's own validator, which has the schema that `$schema` names on board. */
async function errorsOf(manifest: string): Promise<string[]> {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, manifest);
  const [, errors] = await AppManifestUtils.readAndValidateTeamsManifest(path);
  return errors.map((error) => JSON.stringify(error));
}

test('the manifest is valid once its variables are filled in', async () => {
  expect(await errorsOf(substituted('appPackage/manifest.json'))).toEqual([]);
});

test('the validator would notice a wrong manifest', async () => {
  const broken = JSON.parse(substituted('appPackage/manifest.json')) as Record<string, unknown>;
  expect(await errorsOf(JSON.stringify({ ...broken, accentColor: 'blue' }))).not.toEqual([]);
  // A wrong type or an unknown word is an exception rather than a finding.
  await expect(errorsOf(JSON.stringify({ ...broken, devicePermissions: ['microphone'] }))).rejects.toThrow(
    'devicePermissions',
  );
});

test('the tab is the one that links from cards open, and may use the microphone', () => {
  const manifest = JSON.parse(substituted('appPackage/manifest.json')) as {
    staticTabs: { entityId: string; contentUrl?: string }[];
    devicePermissions: string[];
    webApplicationInfo: { id: string; resource: string };
  };
  expect(manifest.staticTabs[0]).toMatchObject({ entityId: tabEntityId, contentUrl: 'https://phone.example.com/tab/' });
  expect(manifest.devicePermissions).toContain('media');
  // What the server takes as audience in production, src/workplace.ts.
  expect(manifest.webApplicationInfo.resource).toBe(`api://phone.example.com/${manifest.webApplicationInfo.id}`);
});

test('every text of the manifest is there in English and in Swedish', () => {
  const [en, sv] = ['en', 'sv'].map(
    (language) => JSON.parse(read(`appPackage/${language}.json`)) as Record<string, string>,
  );
  expect(Object.keys(sv ?? {})).toEqual(Object.keys(en ?? {}));
  const manifest = JSON.parse(read('appPackage/manifest.json')) as Record<string, unknown>;
  for (const [path, text] of Object.entries(en ?? {}))
    if (path !== '$schema') expect({ path, text: at(manifest, path) }).toEqual({ path, text });
  for (const text of [en?.['name.short'], sv?.['name.short']]) expect(text?.length).toBeLessThanOrEqual(30);
  for (const text of [en?.['description.short'], sv?.['description.short']])
    expect(text?.length).toBeLessThanOrEqual(80);
});

/** The value at `a.b[0].c`. */
function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
}

test.each([
  ['color.png', 192, false],
  ['outline.png', 32, true],
])('%s is a PNG of %i pixels', (file, size, transparent) => {
  const png = readFileSync(join(root, 'appPackage', file));
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  // Colour type 6 has an alpha channel (PNG §11.2.1).
  expect(png.readUInt8(25) === 6).toBe(transparent);
});

test('the app registration lets in exactly the clients and roles that the server knows', () => {
  const registration = JSON.parse(substituted('appPackage/aad.manifest.json')) as {
    api: {
      requestedAccessTokenVersion: number;
      oauth2PermissionScopes: { value: string }[];
      preAuthorizedApplications: { appId: string }[];
    };
    appRoles: { value: string }[];
  };
  expect(registration.api.requestedAccessTokenVersion).toBe(2);
  expect(registration.api.oauth2PermissionScopes.map(({ value }) => value)).toEqual(['access_as_user']);
  expect(registration.api.preAuthorizedApplications.map(({ appId }) => appId).sort()).toEqual(
    [...microsoftClients].sort(),
  );
  expect(registration.appRoles.map(({ value }) => value)).toEqual(Role.options.filter((role) => role !== 'user'));
});

test('env/.env.example explains every variable that anything here reads', () => {
  const asked = ['teamsapp.yml', 'appPackage/manifest.json', 'appPackage/aad.manifest.json'].flatMap((path) =>
    [...read(path).matchAll(/\$\{\{([A-Z_]+)\}\}/g)].map(([, name]) => name ?? ''),
  );
  const written = [...read('teamsapp.yml').matchAll(/^ {6}\w+: ([A-Z][A-Z_]+)$/gm)].map(([, name]) => name ?? '');
  const server = ['src/config.ts', 'src/asterisk-config.ts'].flatMap((path) =>
    [...read(path).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? ''),
  );
  expect(server.length).toBeGreaterThan(10);
  expect(written.length).toBeGreaterThan(5);
  expect([...asked, ...written, ...server].filter((name) => !example.has(name))).toEqual([]);
  const lines = read('env/.env.example').split('\n');
  const unexplained = lines.filter(
    (line, index) => /^[A-Z_]+=/.test(line) && !(lines[index - 1] ?? '').startsWith('# '),
  );
  expect(unexplained).toEqual([]);
});

test('the Agents Playground plays the person of the demo organisation that it names', () => {
  const playground = read('env/m365agentsplayground.yml');
  for (const key of ['anna', 'bjorn', 'cecilia', 'david', 'eva', 'asa']) {
    const account = demoAccounts.get(key);
    expect(playground).toContain(`tenantId: ${account?.tenantId ?? ''}\n`);
    expect(playground).toContain(`userPrincipleName: ${account?.mailAddress ?? ''}\n`);
    expect(playground).toContain(`aadObjectId: ${account?.objectId ?? ''}\n`);
  }
});
