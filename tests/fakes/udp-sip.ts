import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { readMessage, sipResponse, type RawMessage } from './raw-sip';
import { Waiters } from './waiters';
import { patienceMs } from '../patience';

const eventType = 101;
const keys = '0123456789*#';
/** The byte of silence in A-law. */
const silence = 0xd5;

/** One side of a SIP trunk over UDP, with a port for sound in A-law: says what a test wants and notes what comes. */
export class UdpSip {
  readonly received: RawMessage[] = [];
  private readonly waiters = new Waiters();
  /** Packets of sound that were not silent. */
  heard = 0;
  /** Keys that were sent as events (RFC 4733). */
  keys = '';

  private constructor(
    private readonly socket: Socket,
    private readonly sound: Socket,
    private readonly peer: number,
  ) {
    socket.on('message', (data) => {
      this.received.push(readMessage(String(data)));
      this.waiters.wake();
    });
    sound.on('message', (packet) => {
      if (((packet[1] ?? 0) & 0x7f) === eventType) this.key(packet);
      else if (packet.subarray(12).some((byte) => Math.abs(byte - silence) > 2)) this.heard += 1;
      this.waiters.wake();
    });
  }

  static async open(port: number, peer: number): Promise<UdpSip> {
    const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
    const bound = Promise.all(sockets.map((socket) => once(socket, 'listening')));
    sockets[0].bind(port, '127.0.0.1');
    sockets[1].bind(0, '127.0.0.1');
    await bound;
    return new UdpSip(sockets[0], sockets[1], peer);
  }

  /** An event begins with its mark, and is told again and again. */
  private key(packet: Buffer): void {
    if (((packet[1] ?? 0) & 0x80) !== 0) this.keys += keys[packet[12] ?? 0] ?? '?';
  }

  async hearsKeys(text: string): Promise<void> {
    await this.waiters.until(
      () => this.keys.includes(text),
      patienceMs,
      () => `the keys ${text}, got ${this.keys}`,
    );
  }

  /** Presses a key towards the port for sound that an answer has told. */
  press(key: string, answer: RawMessage): void {
    const port = Number(/^m=audio (\d+)/m.exec(answer.body)?.[1]);
    for (let n = 0; n < 6; n += 1) {
      const packet = Buffer.alloc(16);
      packet.writeUInt8(0x80, 0);
      packet.writeUInt8(eventType | (n === 0 ? 0x80 : 0), 1);
      packet.writeUInt16BE(1_000 + n, 2);
      packet.writeUInt32BE(8_000, 4);
      packet.writeUInt32BE(4_711, 8);
      packet.writeUInt8(keys.indexOf(key), 12);
      packet.writeUInt8(n < 3 ? 10 : 0x8a, 13);
      packet.writeUInt16BE(160 * (n + 1), 14);
      this.sound.send(packet, port, '127.0.0.1');
    }
  }

  send(text: string, port = this.peer): void {
    this.socket.send(text, port, '127.0.0.1');
  }

  /** The next message not taken yet that matches. */
  async take(matches: (message: RawMessage) => boolean, what: string): Promise<RawMessage> {
    const index = (): number => this.received.findIndex(matches);
    await this.waiters.until(
      () => index() >= 0,
      patienceMs,
      () => `${what}; there is ${this.received.map(({ text }) => text.split('\r\n')[0]).join(', ')}`,
    );
    return this.received.splice(index(), 1)[0] as RawMessage;
  }

  hears(packets: number): Promise<void> {
    return this.waiters.until(
      () => this.heard >= packets,
      patienceMs,
      () => `sound; ${this.heard} packets have come`,
    );
  }

  /** Calls a number, with sound; what comes of it is taken by its Call-ID. */
  invite(
    number: string,
    {
      from = '+46317000000',
      name = '',
      extra = [] as readonly string[],
      isEncrypted = false,
      // The number in To, and parameters of the contact that is called, where it is one that was registered.
      to = number,
      line = '',
    } = {},
  ): UdpCall {
    const call = new UdpCall(this, this.localPort, { number, line, to }, from, name);
    call.request('INVITE', extra, isEncrypted ? encrypted(this.offer()) : this.offer());
    return call;
  }

  /** Answers what has come, with sound where it is a call that is taken. */
  respond(request: RawMessage, status: number): void {
    const withSound = request.method === 'INVITE' && (status === 183 || status === 200);
    const contact = [`Contact: <sip:127.0.0.1:${this.localPort}>`];
    this.send(sipResponse(request, status, withSound ? this.offer() : '', contact));
  }

  close(): void {
    this.socket.close();
    this.sound.close();
    this.waiters.end();
  }

  private get localPort(): number {
    return (this.socket.address() as AddressInfo).port;
  }

  private offer(): string {
    const { port } = this.sound.address() as AddressInfo;
    const lines = [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=audio ${port} RTP/AVP 8 101`,
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-16',
      'a=ptime:20',
    ];
    return `${lines.join('\r\n')}\r\n`;
  }
}

/** Sound that is encrypted with a key that the offer tells (RFC 4568). */
function encrypted(offer: string): string {
  const key = randomBytes(30).toString('base64');
  return `${offer.replace('RTP/AVP', 'RTP/SAVP')}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}\r\n`;
}

/** A call that this side of the trunk has begun. */
export class UdpCall {
  readonly callId = randomBytes(8).toString('hex');
  private readonly tag = randomBytes(4).toString('hex');
  private readonly branch = `z9hG4bK${randomBytes(8).toString('hex')}`;
  private toTag = '';

  constructor(
    private readonly trunk: UdpSip,
    private readonly port: number,
    private readonly called: { readonly number: string; readonly line: string; readonly to: string },
    private readonly from: string,
    private readonly name: string,
  ) {}

  /** The next final response to another request of the call. */
  async answerTo(cseq: number, method: string): Promise<RawMessage> {
    const message = await this.trunk.take(
      (each) =>
        each.status >= 200 && each.header('Call-ID') === this.callId && each.header('CSeq') === `${cseq} ${method}`,
      `the answer to ${method}`,
    );
    if (method === 'INVITE') this.request('ACK', [], '', message.status < 300, cseq);
    return message;
  }

  /** The next response to the INVITE; a final one is acknowledged. */
  async response(matches: (status: number) => boolean = (status) => status > 100): Promise<RawMessage> {
    const message = await this.trunk.take(
      (each) => matches(each.status) && each.header('Call-ID') === this.callId && each.header('CSeq') === '1 INVITE',
      `a response to the call of ${this.called.to}`,
    );
    this.toTag = /;tag=([^;>]+)/.exec(message.header('To') ?? '')?.[1] ?? '';
    if (message.status >= 200) this.request('ACK', [], '', message.status < 300);
    return message;
  }

  final(): Promise<RawMessage> {
    return this.response((status) => status >= 200);
  }

  bye(): void {
    this.request('BYE', [], '', true);
  }

  request(
    method: string,
    extra: readonly string[],
    body: string,
    isNew = false,
    cseq = method === 'BYE' ? 3 : 1,
  ): void {
    const branch = isNew ? `z9hG4bK${randomBytes(8).toString('hex')}` : this.branch;
    this.trunk.send(
      [
        `${method} sip:${this.called.number}@127.0.0.1${this.called.line} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${this.port};branch=${branch};rport`,
        'Max-Forwards: 70',
        `From: ${this.name}<sip:${this.from}@127.0.0.1>;tag=${this.tag}`,
        `To: <sip:${this.called.to}@127.0.0.1>${this.toTag === '' ? '' : `;tag=${this.toTag}`}`,
        `Call-ID: ${this.callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:${this.from}@127.0.0.1:${this.port}>`,
        ...extra,
        ...(body === '' ? [] : ['Content-Type: application/sdp']),
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
  }
}
