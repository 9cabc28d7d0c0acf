import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { patienceMs } from '../patience';
import { readMessage, sipResponse, type RawMessage } from './raw-sip';
import { Waiters } from './waiters';

const offer = [
  ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
  ...['m=audio 9 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', ''],
].join('\r\n');

/** An operator over TCP that takes every login and every call; its own calls come by connections of their own. */
export class TcpOperator {
  readonly received: RawMessage[] = [];
  private readonly waiters = new Waiters();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly company: number,
  ) {
    server.on('connection', (socket) => this.listen(socket));
  }

  static async open(company: number): Promise<TcpOperator> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new TcpOperator(server, company);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    this.waiters.end();
  }

  async take(matches: (message: RawMessage) => boolean, what: string): Promise<RawMessage> {
    const index = (): number => this.received.findIndex(matches);
    await this.waiters.until(
      () => index() >= 0,
      patienceMs,
      () => `${what}; there is ${this.received.map(({ text }) => text.split('\r\n')[0]).join(', ')}`,
    );
    return this.received.splice(index(), 1)[0] as RawMessage;
  }

  /** Calls a number; resolves with the final response, which is acknowledged. */
  async call(number: string): Promise<RawMessage> {
    const socket = connect(this.company, '127.0.0.1');
    this.listen(socket);
    await once(socket, 'connect');
    const [callId, branch] = [randomBytes(8).toString('hex'), `z9hG4bK${randomBytes(8).toString('hex')}`];
    const say = (method: string, body: string, to = ''): void =>
      void socket.write(
        [
          `${method} sip:${number}@127.0.0.1 SIP/2.0`,
          `Via: SIP/2.0/TCP 127.0.0.1:${socket.localPort};branch=${branch};rport`,
          'Max-Forwards: 70',
          'From: <sip:+46317000000@127.0.0.1>;tag=operator',
          `To: <sip:${number}@127.0.0.1>${to}`,
          `Call-ID: ${callId}`,
          `CSeq: 1 ${method}`,
          `Contact: <sip:127.0.0.1:${this.port};transport=tcp>`,
          ...(body === '' ? [] : ['Content-Type: application/sdp']),
          `Content-Length: ${Buffer.byteLength(body)}`,
          '',
          body,
        ].join('\r\n'),
      );
    say('INVITE', offer);
    const final = await this.take((each) => each.status >= 200 && each.header('Call-ID') === callId, 'an answer');
    say('ACK', '', /;tag=[^;>]+/.exec(final.header('To') ?? '')?.[0] ?? '');
    return final;
  }

  private listen(socket: Socket): void {
    this.sockets.add(socket);
    let said = '';
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (data) => {
      said += String(data);
      for (;;) {
        const head = said.indexOf('\r\n\r\n');
        const length = head < 0 ? 0 : Number(readMessage(said.slice(0, head)).header('Content-Length') ?? 0);
        if (head < 0 || said.length < head + 4 + length) return;
        const message = readMessage(said.slice(0, head + 4 + length));
        said = said.slice(head + 4 + length);
        this.received.push(message);
        this.answer(socket, message);
        this.waiters.wake();
      }
    });
  }

  private answer(socket: Socket, request: RawMessage): void {
    const contact = [`Contact: <sip:127.0.0.1:${this.port};transport=tcp>`];
    if (request.method === 'INVITE') socket.write(sipResponse(request, 200, offer, contact));
    if (request.method === 'OPTIONS' || request.method === 'BYE') socket.write(sipResponse(request, 200));
    if (request.method !== 'REGISTER') return;
    const challenge = 'WWW-Authenticate: Digest realm="operator", nonce="n", algorithm=MD5, qop="auth"';
    const bound = [`Contact: ${request.header('Contact')}`, 'Expires: 300'];
    socket.write(
      request.header('Authorization') === undefined
        ? sipResponse(request, 401, '', [challenge])
        : sipResponse(request, 200, '', bound),
    );
  }
}
