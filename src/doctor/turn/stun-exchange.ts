import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { decodeResponse, encodeRequest, messageLength } from './stun-message';
import type { StunRequest, StunResponse } from './stun-message';
import type { StunUrl } from './stun-url';

/** Asks one server, over one five-tuple. */
export interface StunExchange {
  /** @throws Error when nothing came back in time, or the connection broke */
  ask(request: StunRequest): Promise<StunResponse>;
  /** When the server's certificate ends; null without TLS. */
  readonly certificateEndsMs: number | null;
  close(): void;
}

/** RFC 8489 §6.2.1: sent again after 500 ms, and each time after twice as long. */
const firstRetryMs = 500;

/** @throws Error when the host is not known or does not take the connection */
export async function openStunExchange(url: StunUrl, patienceMs: number): Promise<StunExchange> {
  if (url.transport === 'udp') return overUdp(url, patienceMs);
  return overStream(await connected(url, patienceMs), patienceMs);
}

/** What is to be sent, and who waits for what comes. */
interface Wire {
  send(bytes: Buffer): void;
  /** Whole messages; whoever listens last hears them. */
  onMessage: (bytes: Buffer) => void;
  onLost: (error: Error) => void;
}

function asker(wire: Wire, patienceMs: number, isDatagram: boolean): StunExchange['ask'] {
  return (request) =>
    new Promise((resolve, reject) => {
      const encoded = encodeRequest(request);
      const timers = new Set<NodeJS.Timeout>();
      const over = () => timers.forEach((timer) => clearTimeout(timer));
      const fail = (error: Error) => (over(), reject(error));
      wire.onLost = fail;
      wire.onMessage = (bytes) => {
        const response = decodeResponse(bytes, encoded, request.login);
        if (response === null) return;
        over();
        resolve(response);
      };
      timers.add(setTimeout(() => fail(new Error(`no answer in ${patienceMs / 1000} s`)), patienceMs));
      wire.send(encoded.bytes);
      if (isDatagram)
        for (let waitMs = firstRetryMs, atMs = waitMs; atMs < patienceMs; waitMs *= 2, atMs += waitMs)
          timers.add(setTimeout(() => wire.send(encoded.bytes), atMs));
    });
}

async function overUdp({ host, port }: StunUrl, patienceMs: number): Promise<StunExchange> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  const wire: Wire = {
    send: (bytes) => socket.send(bytes),
    onMessage: () => undefined,
    onLost: () => undefined,
  };
  socket.on('message', (bytes) => wire.onMessage(bytes)).on('error', (error) => wire.onLost(error));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, address, () => (socket.off('error', reject), resolve()));
  });
  return { ask: asker(wire, patienceMs, true), certificateEndsMs: null, close: () => void socket.close() };
}

function connected({ host, port, transport }: StunUrl, patienceMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = transport === 'tls' ? connectTls({ host, port, ...name }) : connectTcp({ host, port });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`no connection in ${patienceMs / 1000} s`)));
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => {
      socket.off('error', reject).setTimeout(0);
      resolve(socket);
    });
  });
}

function overStream(socket: Socket, patienceMs: number): StunExchange {
  let pending: Buffer = Buffer.alloc(0);
  const wire: Wire = {
    send: (bytes) => void socket.write(bytes),
    onMessage: () => undefined,
    onLost: () => undefined,
  };
  socket.on('error', (error) => wire.onLost(error));
  socket.on('close', () => wire.onLost(new Error('the server closed the connection')));
  socket.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      const length = messageLength(pending);
      if (length === null || pending.length < length) return;
      const whole = pending.subarray(0, length);
      pending = pending.subarray(length);
      wire.onMessage(whole);
    }
  });
  const certificate = 'getPeerCertificate' in socket ? (socket as TLSSocket).getPeerCertificate() : null;
  return {
    ask: asker(wire, patienceMs, false),
    certificateEndsMs: certificate === null ? null : Date.parse(certificate.valid_to),
    close: () => void socket.destroy(),
  };
}
