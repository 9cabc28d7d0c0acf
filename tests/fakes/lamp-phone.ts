import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { patienceMs } from '../patience';
import { digest, nonceOf, readMessage, sipResponse, type RawMessage } from './raw-sip';
import { Waiters } from './waiters';

/** Who subscribes. */
export interface LampAccount {
  readonly username: string;
  readonly password: string;
  readonly realm: string;
}

const host = '127.0.0.1';

/** A desk phone over UDP that does nothing but watch lines (RFC 4235) and show messages that wait (RFC 3842). */
export class LampPhone {
  /** What it was told, by extension and state. */
  readonly told: string[] = [];
  /** What it was told of messages. */
  readonly messages: string[] = [];
  private readonly answers: RawMessage[] = [];
  private readonly notified = new Set<string>();
  private readonly waiters = new Waiters();

  private constructor(
    private readonly socket: Socket,
    private readonly server: number,
    private readonly account: LampAccount,
  ) {
    socket.on('message', (data) => this.heard(readMessage(String(data))));
  }

  static async open(server: number, account: LampAccount): Promise<LampPhone> {
    const socket = createSocket('udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    return new LampPhone(socket, server, account);
  }

  /** Subscribes to an extension; returns the status of the answer. */
  async watch(extension: string): Promise<number> {
    const fields = ['Event: dialog', 'Accept: application/dialog-info+xml', 'Expires: 300'];
    return this.ask('SUBSCRIBE', `sip:${extension}@${host}`, fields);
  }

  /** From now on it is told of messages without having asked. */
  register(): Promise<number> {
    return this.ask('REGISTER', `sip:${host}`, ['Expires: 120']);
  }

  /** Waits until this is what it was told last. */
  shows(extension: string, state: string): Promise<void> {
    return this.waiters.until(
      () => this.told.findLast((each) => each.startsWith(extension)) === `${extension} ${state}`,
      patienceMs,
      () => `${extension} ${state} after ${this.told.join(', ')}`,
    );
  }

  /** Waits until this is what it was told of messages last: `yes 2/1`. */
  showsMessages(last: string): Promise<void> {
    return this.waiters.until(
      () => this.messages.at(-1) === last,
      patienceMs,
      () => `${last} after ${this.messages.join(', ')}`,
    );
  }

  close(): void {
    this.socket.close();
    this.waiters.end();
  }

  private heard(message: RawMessage): void {
    if (message.method !== '') this.send(sipResponse(message, 200));
    if (message.method === 'NOTIFY') {
      const id = `${message.header('Call-ID')} ${message.header('CSeq')}`;
      // Asterisk says it again until it has heard that we have.
      if (!this.notified.has(id)) this.notify(message);
      this.notified.add(id);
    } else if (message.status >= 200) this.answers.push(message);
    this.waiters.wake();
  }

  private notify(message: RawMessage): void {
    const [, extension, state] = /entity="sip:(\d+)@[\s\S]*<state>(\w+)<\/state>/.exec(message.body) ?? [];
    const [, lamp, counts] = /^Messages-Waiting: (\w+)\r\nVoice-Message: (\S+) /.exec(message.body) ?? [];
    if (message.header('Event') === 'message-summary') this.messages.push(`${lamp} ${counts}`);
    else this.told.push(`${extension} ${state}`);
  }

  private send(text: string): void {
    this.socket.send(text, this.server, host);
  }

  /** Asks, and once more with its secret; returns the status of the answer. */
  private async ask(method: string, uri: string, fields: readonly string[]): Promise<number> {
    const { account } = this;
    const dialog = { callId: randomBytes(6).toString('hex'), tag: randomBytes(4).toString('hex') };
    const challenge = await this.request(method, uri, dialog, 1, fields);
    const known = { ...account, addressOfRecord: `${account.username}@${host}` };
    const signed = digest({ account: known, nonce: nonceOf(challenge), uri, realm: account.realm, method });
    return (await this.request(method, uri, dialog, 2, [...fields, signed])).status;
  }

  private async request(
    method: string,
    uri: string,
    { callId, tag }: { readonly callId: string; readonly tag: string },
    cseq: number,
    extra: readonly string[],
  ): Promise<RawMessage> {
    const { username } = this.account;
    const { port } = this.socket.address();
    const own = `sip:${username}@${host}`;
    this.send(
      [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP ${host}:${port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
        'Max-Forwards: 70',
        `From: <${own}>;tag=${tag}`,
        `To: <${method === 'REGISTER' ? own : uri}>`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <${own}:${port}>`,
        ...extra,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    const find = () =>
      this.answers.find((each) => each.header('Call-ID') === callId && each.header('CSeq') === `${cseq} ${method}`);
    await this.waiters.until(
      () => find() !== undefined,
      patienceMs,
      () => `an answer to ${method} ${uri}`,
    );
    return find() as RawMessage;
  }
}
