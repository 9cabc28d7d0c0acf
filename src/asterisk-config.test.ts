import { readAsteriskConfig } from './asterisk-config';
import { asteriskConfiguration } from './switch/asterisk/configuration';

const given = { ASTERISK_PASSWORD: 'sixteen-letters0' };
const files = (changes: NodeJS.ProcessEnv, own: string | null = '192.0.2.7') =>
  asteriskConfiguration(readAsteriskConfig({ ...given, ...changes }, own));

test('a secret is enough: all else is usual, and whoever is elsewhere asks in vain', () => {
  const usual = files({});
  expect(usual['http.conf']).toContain('bindaddr=127.0.0.1\nbindport=8088\n');
  for (const name of ['ari.conf', 'manager.conf'])
    expect(usual[name]).toContain('=sixteen-letters0\ndeny=0.0.0.0/0.0.0.0,::/0\npermit=127.0.0.1\n');
  expect(usual['pjsip.conf']).toContain('protocol=udp\nbind=0.0.0.0:5060\n[tcp]');
  expect(usual['pjsip.conf']).not.toMatch(/cert_file|external_|local_net/);
  expect(usual['rtp.conf']).toContain('rtpstart=10000\nrtpend=19999\n');
  expect(usual['rtp.conf']).toContain('ice_permit=192.0.2.7/32\n[ice_host_candidates]\n');
});

test('behind a 1:1 NAT browsers, phones and operators are told the public address', () => {
  const behind = files({ MEDIA_ADDRESS: '198.51.100.9' }, '10.0.0.4');
  expect(behind['rtp.conf']).toContain('ice_permit=10.0.0.4/32\n[ice_host_candidates]\n10.0.0.4 => 198.51.100.9\n');
  const told = 'external_media_address=198.51.100.9\nexternal_signaling_address=198.51.100.9\n';
  for (const name of ['udp', 'tcp', 'tls'])
    expect(behind['pjsip.conf']).toMatch(new RegExp(`\\[${name}\\][^[]*${told}local_net=127`));
  expect(files({ MEDIA_ADDRESS: '192.0.2.7' })['pjsip.conf']).not.toContain('external_');
});

test('phones over TLS are shown the certificate that is named', () => {
  const tls = { PHONE_PORTS: 'udp:5070,tls:5071', ASTERISK_CERTIFICATE: '/c/x.crt', ASTERISK_KEY: '/c/x.key' };
  expect(files(tls)['pjsip.conf']).toContain('bind=0.0.0.0:5071\ncert_file=/c/x.crt\npriv_key_file=/c/x.key\n');
  expect(files(tls)['pjsip.conf']).toContain('bind=0.0.0.0:5070\n');
  expect(() => files({ PHONE_PORTS: 'tls:5061' })).toThrow(
    /ASTERISK_CERTIFICATE: is missing[\s\S]*ASTERISK_KEY: is missing/,
  );
});

test.each([
  ['ASTERISK_PASSWORD', ''],
  ['ASTERISK_HTTP', 'asterisk:8088'],
  ['ASTERISK_ASKED_FROM', 'everybody'],
  ['ASTERISK_ADDRESS', '::1'],
  ['ASTERISK_CERTIFICATE', 'x.crt'],
  ['MEDIA_PORTS', '40000-40000'],
  ['MEDIA_PORTS', '40000-99999'],
  ['PHONE_PORTS', 'udp:5060,tcp:5062'],
])('%s=%s is refused by name', (name, value) =>
  expect(() => files({ [name]: value })).toThrow(new RegExp(`${name}: `)),
);
