import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Config } from '../../config';
import { sipPath } from '../../contract/devices/sip';
import { gathered } from '../../switch/embedded/gathering';
import { machineAddresses } from '../../switch/embedded/media-addresses';
import { systemClock } from '../../time/system-clock';
import { fault, ok, reasonOf, warning, type Check, type Finding } from '../finding';
import { isPrivateAddress } from '../turn/stun-message';
import { serverUrl } from './server';

/** The server's own switch: the library for sound, the addresses that browsers are told, and SIP where it listens. */
export const checkSwitch: Check = {
  name: 'Switch',
  run: async ({ config }) =>
    config.switch.kind === 'embedded'
      ? [await checkSound(config), ...addressFinding(config), ...(await checkSip(config))]
      : [],
};

/** Has the library open a port for sound, as each leg does. */
async function checkSound({ media: { ports } }: Config): Promise<Finding> {
  const of = 'Switch, sound';
  try {
    const { PeerConnection } = await import('node-datachannel');
    const range = ports === null ? {} : { portRangeBegin: ports.begin, portRangeEnd: ports.end };
    const connection = new PeerConnection('doctor', { iceServers: [], ...range });
    try {
      connection.createDataChannel('doctor');
      await gathered(connection, systemClock);
      const lines = (connection.localDescription()?.sdp ?? '').split('\n');
      // RFC 8839 §5.1: foundation, component, transport, priority, address, port.
      const port = lines.find((line) => line.startsWith('a=candidate:'))?.split(' ')[5];
      if (port !== undefined) return ok(of, `UDP port ${port} could be opened`);
      const where = ports === null ? 'any' : `${ports.begin}-${ports.end}`;
      return fault(
        of,
        `no UDP port could be opened (${where})`,
        'Give MEDIA_PORTS a range that nobody else uses, and the machine a network.',
      );
    } finally {
      connection.close();
    }
  } catch (error) {
    return fault(
      of,
      reasonOf(error),
      'Install the packages anew on this machine (npm ci): the library is made for each system.',
    );
  }
}

function addressFinding({ mode, media: { publicAddress, turn } }: Config): Finding[] {
  if (mode === 'local') return [];
  const of = 'Switch, addresses for sound';
  const addresses = publicAddress === null ? machineAddresses() : [publicAddress];
  const found = `browsers are told ${addresses.join(', ') || 'none'}`;
  if (addresses.length === 0)
    return [fault(of, found, 'Set MEDIA_ADDRESS to the address that browsers reach this machine at.')];
  if (turn !== null || !addresses.every(isPrivateAddress)) return [ok(of, found)];
  const todo =
    'For people outside this network: set MEDIA_ADDRESS to the public address (1:1 NAT), or run a TURN server.';
  return [warning(of, `${found}, which only this network reaches`, todo)];
}

/** An OPTIONS to the running server, as a monitor sends it (RFC 3261 §11). A server that does not run is told of. */
async function checkSip(config: Config): Promise<Finding[]> {
  const of = 'Switch, SIP';
  const url = `${serverUrl(config).replace(/^http/, 'ws')}${sipPath}`;
  try {
    return [ok(of, `it answers OPTIONS with ${await options(url)}`)];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return [];
    return [fault(of, `${url}: ${reasonOf(error)}`, 'See the server’s log; restart it if it stays so.')];
  }
}

function options(url: string): Promise<string> {
  const id = randomBytes(8).toString('hex');
  const lines = [
    'OPTIONS sip:doctor.invalid SIP/2.0',
    `Via: SIP/2.0/WS ${id}.invalid;branch=z9hG4bK${id}`,
    'Max-Forwards: 70',
    `From: <sip:doctor@doctor.invalid>;tag=${id}`,
    'To: <sip:doctor.invalid>',
    `Call-ID: ${id}`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
  ];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'sip', { handshakeTimeout: 5_000 });
    const end = (settle: () => void) => (clearTimeout(late), socket.terminate(), settle());
    const late = setTimeout(() => end(() => reject(new Error('no answer in 5 s'))), 5_000);
    socket.once('open', () => socket.send(`${lines.join('\r\n')}\r\n\r\n`));
    socket.on('message', (data: Buffer) => {
      const status = /^SIP\/2\.0 (\d{3} [^\r\n]*)/.exec(data.toString())?.[1];
      if (status !== undefined) end(() => resolve(status));
    });
    socket.on('close', () => end(() => reject(new Error('it closed the connection'))));
    socket.on('error', (error) => end(() => reject(error)));
  });
}
