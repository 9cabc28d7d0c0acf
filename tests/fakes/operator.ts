import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import { freePorts } from '../../src/local/asterisk/ports';
import type { HostCertificate } from './certificates';
import { readMessage, sipResponse, type RawMessage } from './raw-sip';
import { UdpSip } from './udp-sip';

/** An operator that answers OPTIONS, and REGISTER as it is told to; calls are the test's. */
export class Operator {
  registering: 'challenges' | 'refuses' = 'challenges';
  readonly authorised: RawMessage[] = [];
  private readonly calls = new Set<string>();

  private constructor(
    readonly sip: UdpSip,
    readonly port: number,
  ) {}

  static async open(company: number): Promise<Operator> {
    const { sip: port } = await freePorts();
    const operator = new Operator(await UdpSip.open(port, company), port);
    void operator.serve();
    return operator;
  }

  private async serve(): Promise<void> {
    for (;;) {
      const asks = ({ method }: RawMessage): boolean => ['OPTIONS', 'REGISTER', 'BYE'].includes(method);
      const request = await this.sip.take(asks, 'anything').catch(() => null);
      if (request === null) return;
      if (request.method === 'REGISTER') this.register(request);
      else this.sip.send(sipResponse(request, 200));
    }
  }

  private register(request: RawMessage): void {
    const answer = (text: string): void => this.sip.send(text, portOf(request));
    if (this.registering === 'refuses') return answer(sipResponse(request, 403));
    if (request.header('Authorization') === undefined) {
      const challenge = 'WWW-Authenticate: Digest realm="operator", nonce="n", algorithm=MD5, qop="auth"';
      return answer(sipResponse(request, 401, '', [challenge]));
    }
    this.authorised.push(request);
    answer(sipResponse(request, 200, '', [`Contact: ${request.header('Contact')}`, 'Expires: 300']));
  }

  /** A new call: one that was not answered at once is said again. */
  async invited(): Promise<RawMessage> {
    const isNew = (each: RawMessage): boolean =>
      each.method === 'INVITE' && !this.calls.has(each.header('Call-ID') ?? '');
    const invite = await this.sip.take(isNew, 'a call');
    this.calls.add(invite.header('Call-ID') ?? '');
    return invite;
  }

  /** Refuses a call, and hears that this was heard. */
  async refuses(status: number): Promise<void> {
    this.sip.respond(await this.invited(), status);
  }
}

/** Where who asks is: the switch, or the server that asks why. */
const portOf = (request: RawMessage): number =>
  Number(/^SIP\/2\.0\/\S+ [^:;]+:(\d+)/.exec(request.header('Via') ?? '')?.[1]);

/** An operator over TLS that answers whatever it is asked. */
export async function tlsOperator({ cert, key }: HostCertificate) {
  const sockets = new Set<Socket>();
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => void socket.write(sipResponse(readMessage(String(data)), 200)));
  });
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
