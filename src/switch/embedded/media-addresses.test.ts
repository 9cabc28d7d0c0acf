import { networkInterfaces } from 'node:os';
import { hostCandidates, knownHost, mediaAddresses } from './media-addresses';

jest.mock('node:os');

const address = (text: string, internal: boolean) => ({ address: text, internal, family: 'IPv4' });

function machineWith(...addresses: readonly string[]): void {
  jest.mocked(networkInterfaces).mockReturnValue({
    lo: [address('127.0.0.1', true)],
    eth0: addresses.map((each) => address(each, false)),
  } as never);
}

const local = { bindAddress: '127.0.0.1', onThisMachine: true };

test('to devices on this machine loopback is offered last: browsers cannot reach it from the address they use', () => {
  machineWith('192.0.2.7', '192.0.2.8');
  expect(mediaAddresses(local)).toEqual({ bind: '0.0.0.0', offered: ['192.0.2.7', '192.0.2.8', '127.0.0.1'] });
});

test('a machine without a network offers loopback alone, and binds nothing else', () => {
  machineWith();
  expect(mediaAddresses(local)).toEqual({ bind: '127.0.0.1', offered: ['127.0.0.1'] });
});

test('a public address is the only one that is offered', () => {
  machineWith('192.0.2.7');
  expect(mediaAddresses({ ...local, publicAddress: '203.0.113.5' }).offered).toEqual(['203.0.113.5']);
});

test('the first address has the highest priority', () => {
  const priorities = hostCandidates(['192.0.2.7', '127.0.0.1'], 5_000).map((value) => Number(value.split(' ')[3]));
  expect(priorities).toEqual(priorities.toSorted((one, other) => other - one));
});

describe('which of the addresses that a device names is checked before it has checked us', () => {
  const hosts = ['127.0.0.1', '::1', '198.51.100.4', '192.0.2.7', '2001:db8::7'].map((each) => ({ address: each }));

  it.each([
    ['the one that its socket comes from', '192.0.2.7', '192.0.2.7'],
    ['also told in the notation of a dual stack', '::ffff:192.0.2.7', '192.0.2.7'],
    ['also with IPv6', '2001:db8::7', '2001:db8::7'],
    ['not one that it merely names', '203.0.113.9', undefined],
    ['nobody is there behind a proxy on our own machine', '127.0.0.1', undefined],
    ['nor behind one that speaks IPv6', '::1', undefined],
    ['nor behind one that speaks both', '::ffff:127.0.0.1', undefined],
  ])('%s', (_what, socket, expected) => {
    machineWith('198.51.100.4');
    expect(knownHost(hosts, socket, {})?.address).toBe(expected);
  });

  it('where devices run on this machine, an address of the machine', () => {
    machineWith('198.51.100.4');
    expect(knownHost(hosts.slice(2), '127.0.0.1', local)?.address).toBe('198.51.100.4');
    expect(knownHost(hosts.slice(3), '127.0.0.1', local)).toBeNull();
    expect(knownHost(hosts, null, local)?.address).toBe('127.0.0.1');
  });
});
