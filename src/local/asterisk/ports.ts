import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface AsteriskPorts {
  /** Its HTTP server: ARI and the phones' WebSocket. */
  readonly http: number;
  /** SIP over UDP and TCP. */
  readonly sip: number;
  readonly rtp: { readonly begin: number; readonly end: number };
}

/** Below those that systems hand out by themselves, so that nobody gets them between our look and Asterisk's. */
const [lowest, highest] = [12_000, 32_000];
/** Two for each leg: those of 1,000. */
const rtpPorts = 2_000;

/** Asterisk tells browsers of the machine's addresses and of no loopback, which alone one of ours listens on. */
export const allAtLoopback = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(networkInterfaces())
      .flatMap((addresses = []) => addresses)
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => [address, '127.0.0.1']),
  );

const anyPort = (): number => lowest + Math.floor(Math.random() * (highest - rtpPorts - lowest));

/** Ports on loopback that nobody has at this moment. Those for sound are looked for by Asterisk within their range. */
export async function freePorts(): Promise<AsteriskPorts> {
  const [http, sip] = [await freePort(), await freePort()];
  const begin = 2 * Math.floor(anyPort() / 2);
  return { http, sip, rtp: { begin, end: begin + rtpPorts - 1 } };
}

async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = anyPort();
    if ((await tcpIsFree(port)) && (await udpIsFree(port))) return port;
  }
  throw new Error('no free port on 127.0.0.1');
}

async function tcpIsFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

async function udpIsFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    const bound = once(socket, 'listening');
    socket.bind(port, '127.0.0.1');
    await bound;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
