import { asteriskConfiguration } from './configuration';
import { deviceObjects, usualDeviceSettings } from './device-objects';

const loopback = '127.0.0.1';
const files = asteriskConfiguration({
  http: { address: loopback, port: 8088 },
  ari: { user: 'vaxel', password: 'secret of ARI' },
  sip: { address: loopback, port: 5060 },
  rtp: { begin: 10_000, end: 10_999 },
  musicFolder: '/sounds/music',
});

test('what Asterisk reads says where it listens, and holds one secret, ARI’s', () => {
  expect(files['http.conf']).toContain('bindport=8088');
  expect(files['rtp.conf']).toContain('rtpstart=10000\nrtpend=10999');
  expect(files['musiconhold.conf']).toContain('[default]\nmode=files\ndirectory=/sounds/music\n');
  expect(files['musiconhold.conf']).toContain('[silence]\nmode=files\ndirectory=/sounds/music/silence\n');
  const secret = Object.entries(files).filter(([, text]) => text.includes('secret of ARI'));
  expect(secret.map(([name]) => name)).toEqual(['ari.conf', 'manager.conf']);
});

test('whether a new trunk is reached is known within two seconds, and devices are asked as often as before', () => {
  expect(files['pjsip.conf']).toMatch(/^\[global\]\n(?:.+\n)*max_initial_qualify_time=2$/m);
  // Asterisk takes it for those only that are asked more seldom.
  expect(usualDeviceSettings.qualifySeconds).toBeLessThanOrEqual(2);
});

test('two packets are enough to be heard, from the address that was named or that ICE has found', () => {
  expect(files['rtp.conf']).toMatch(/^strictrtp=yes\n(?:;.*\n)*probation=2$/m);
});

test('every call goes to the application, and no number is a feature of Asterisk’s', () => {
  const dialplan = files['extensions.conf'] ?? '';
  expect(dialplan.match(/^exten => /gm)).toHaveLength(2);
  expect(dialplan.match(/Stasis\(vaxel\)/g)).toHaveLength(2);
  expect(files['features.conf']).toMatch(/^pickupexten=$/m);
  // One letter alone means something to Asterisk: `h` would run when a channel hangs up.
  expect(dialplan).toContain('exten => _[A-Za-z].,1,');
});

test('a device’s secret is in nothing that Asterisk is told', () => {
  const objects = deviceObjects(
    {
      deviceId: '4b1f4a39-9f1c-4a3e-9b55-0c8a6c1c7a10' as never,
      side: { kind: 'outside', number: '+46700000001' },
      user: '1001',
      domain: 'fjallbo.vaxel',
      username: 'device',
      password: 'top secret',
      expiresAtMs: 1,
    },
    usualDeviceSettings,
  );
  expect(JSON.stringify(objects)).not.toContain('top secret');
  // printf 'device:vaxel:top secret' | sha256sum
  expect(objects[0]?.fields.find(({ value }) => value.startsWith('SHA-256:'))?.value).toBe(
    'SHA-256:1e714ab982abcdb87da61648a88dc949439af71c5d7fca416acce38b5cf1e635',
  );
  expect(objects.map(({ type }) => type)).toEqual(['auth', 'aor', 'endpoint']);
  // Its INVITE is signed with the nonce of its last REGISTER, which is 225 s old at most.
  expect(objects[0]?.fields).toContainEqual({ attribute: 'nonce_lifetime', value: '300' });
  // Who is outside moves no calls of ours, and is told no identities.
  const endpoint = Object.fromEntries(objects[2]?.fields.map(({ attribute, value }) => [attribute, value]) ?? []);
  expect(endpoint).toMatchObject({ allow_transfer: 'no', send_pai: 'no', identify_by: 'auth_username' });
});

test('who may change the dialplan finds nothing in it that runs commands or writes files', () => {
  const loaded = files['modules.conf'] ?? '';
  for (const name of [
    'app_system',
    'func_shell',
    'func_env',
    'app_mixmonitor',
    'res_agi',
    'app_externalivr',
    'func_curl',
  ])
    expect(loaded).not.toContain(name);
});
