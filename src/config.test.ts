import { readConfig } from './config';

const production = {
  PUBLIC_URL: 'https://phone.fjallbo.example/',
  ENTRA_TENANT_IDS: 'a3c1a1f0-0000-4000-8000-000000000001, a3c1a1f0-0000-4000-8000-000000000002',
  ENTRA_CLIENT_ID: 'a3c1a1f0-0000-4000-8000-000000000003',
  TEAMS_APP_ID: 'a3c1a1f0-0000-4000-8000-000000000004',
  BOT_ID: 'a3c1a1f0-0000-4000-8000-000000000005',
  BOT_PASSWORD: 'secret',
  BOT_TENANT_ID: 'a3c1a1f0-0000-4000-8000-000000000001',
};

test('desk phones are told where Asterisk is, over the transports that there are', () => {
  const said = { ...production, ...asterisk, PHONE_HOST: 'sip.fjallbo.example', PHONE_PORTS: 'udp:5060, tls:5061' };
  const phones = { host: 'sip.fjallbo.example', ports: { udp: 5060, tls: 5061 } };
  expect(readConfig(said).switch).toMatchObject({ phones });
});

test('local mode needs nothing and listens on loopback only', () => {
  expect(readConfig({ VAXEL_MODE: 'local' })).toMatchObject({
    mode: 'local',
    host: '127.0.0.1',
    port: 3978,
    databaseUrl: null,
  });
});

test('without VAXEL_MODE the server is in production and says each missing variable by name', () => {
  expect(() => readConfig({})).toThrow(
    /PUBLIC_URL: is missing[\s\S]*ENTRA_CLIENT_ID: is missing[\s\S]*BOT_PASSWORD: is missing/,
  );
});

test('production takes several tenants', () => {
  expect(readConfig(production)).toMatchObject({
    mode: 'production',
    publicUrl: 'https://phone.fjallbo.example',
    entra: { tenantIds: { length: 2 } },
  });
});

test.each([
  ['PORT', '0'],
  ['PORT', 'many'],
  ['DATABASE_URL', 'mysql://x'],
  ['PUBLIC_URL', 'http://phone.example'],
  ['MEDIA_PORTS', '10000'],
  ['STUN_URLS', 'turn:turn.fjallbo.example'],
  ['TURN_URLS', 'https://turn.fjallbo.example'],
  ['TURN_SECRET', 'short'],
  ['TRANSCRIPTION', 'google'],
  ['TRANSCRIPTION_URL', 'file:///tmp/model'],
  ['TRANSCRIPTION_KEY', 'two words'],
  ['TRANSCRIPTION_MODEL', 'two words'],
  ['SWITCH', 'freeswitch'],
  ['ASTERISK_URL', 'ws://asterisk.fjallbo.example'],
  ['ASTERISK_PASSWORD', 'short'],
  ['ASTERISK_USER', 'two words'],
  ['ASTERISK_WEBSOCKET_URL', 'ws://asterisk.fjallbo.example/ws'],
  ['ASTERISK_SOUNDS', 'sounds'],
  ['PHONE_HOST', 'sip:phone.fjallbo.example'],
  ['PHONE_PORTS', 'ws:5060'],
  ['BOT_PLAYGROUND', 'true'],
  ['KEEP_CALLS_DAYS', '0'],
  ['KEEP_CARDS_DAYS', '7'],
  ['VAXEL_MODE', 'test'],
])('%s=%s is refused by name', (name, value) =>
  expect(() => readConfig({ ...production, [name]: value })).toThrow(new RegExp(`${name}: `)),
);

test('an empty value means that the variable is not set', () => {
  expect(readConfig({ VAXEL_MODE: 'local', PORT: '', DATABASE_URL: '' })).toMatchObject({
    port: 3978,
    databaseUrl: null,
  });
});

test('a TURN server is used with the secret that it shares with us, and refused without', () => {
  const TURN_URLS = 'turn:turn.fjallbo.example:3478, turns:turn.fjallbo.example:5349';
  expect(() => readConfig({ ...production, TURN_URLS })).toThrow(/TURN_SECRET: is missing/);
  const { media } = readConfig({ ...production, TURN_URLS, TURN_SECRET: 'sixteen-letters!' });
  expect(media.turn).toEqual({
    urls: ['turn:turn.fjallbo.example:3478', 'turns:turn.fjallbo.example:5349'],
    secret: 'sixteen-letters!',
  });
});

test('who writes messages down is asked where it was said to be, and nobody is without that', () => {
  expect(readConfig(production).transcription).toBeNull();
  expect(() => readConfig({ ...production, TRANSCRIPTION: 'whisper' })).toThrow(/TRANSCRIPTION_URL: is missing/);
  const whisper = { TRANSCRIPTION: 'whisper', TRANSCRIPTION_URL: 'http://whisper:8080/' };
  expect(readConfig({ ...production, ...whisper }).transcription).toEqual({
    ...{ kind: 'whisper', url: 'http://whisper:8080', key: null, model: 'whisper-1' },
  });
});

const asterisk = {
  SWITCH: 'asterisk',
  ASTERISK_URL: 'http://asterisk:8088/',
  ASTERISK_PASSWORD: 'sixteen-letters0',
  ASTERISK_WEBSOCKET_URL: 'wss://phone.fjallbo.example/ws',
};

test('an Asterisk carries the calls where it is said how it is reached, and each missing word is told', () => {
  expect(readConfig(production).switch).toEqual({ kind: 'embedded' });
  expect(readConfig({ ...production, ...asterisk }).switch).toEqual({
    kind: 'asterisk',
    ari: { url: 'http://asterisk:8088', user: 'vaxel', password: 'sixteen-letters0' },
    webSocketUrl: 'wss://phone.fjallbo.example/ws',
    soundsFolder: '/usr/share/vaxel/sounds',
  });
  expect(() => readConfig({ ...production, SWITCH: 'asterisk' })).toThrow(
    /ASTERISK_URL: is missing[\s\S]*ASTERISK_PASSWORD: is missing[\s\S]*ASTERISK_WEBSOCKET_URL: is missing/,
  );
});

test('a server of local mode starts an Asterisk of its own, unless it is told of one', () => {
  const local = { VAXEL_MODE: 'local', SWITCH: 'asterisk', ASTERISK_FOLDER: '/of/asterisk' };
  expect(readConfig(local).switch).toEqual({ kind: 'ownAsterisk', folder: '/of/asterisk' });
  expect(readConfig({ ...local, ...asterisk, ASTERISK_WEBSOCKET_URL: 'ws://127.0.0.1:8088/ws' }).switch).toMatchObject({
    kind: 'asterisk',
    webSocketUrl: 'ws://127.0.0.1:8088/ws',
  });
  expect(() => readConfig({ ...local, ASTERISK_FOLDER: '' })).toThrow(/ASTERISK_URL: is missing/);
  expect(() => readConfig({ ...production, SWITCH: 'asterisk', ASTERISK_FOLDER: '/of/asterisk' })).toThrow(
    /ASTERISK_URL: is missing/,
  );
});
