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

/** A desk phone over UDP that does nothing but watch lines (RFC 4235). */
export class LampPhone {
  /** What it was told, by extension and state. */
  readonly told: string[] = [];
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
    const dialog = { callId: randomBytes(6).toString('hex'), tag: randomBytes(4).toString('hex') };
    const { account } = this;
    const challenge = await this.ask(extension, dialog, 1, []);
    const uri = `sip:${extension}@${host}`;
    const known = { ...account, addressOfRecord: `${account.username}@${host}` };
    const options = { account: known, nonce: nonceOf(challenge), uri, realm: account.realm, method: 'SUBSCRIBE' };
    return (await this.ask(extension, dialog, 2, [digest(options)])).status;
  }

  /** Waits until this is what it was told last. */
  shows(extension: string, state: string): Promise<void> {
    return this.waiters.until(
      () => this.told.findLast((each) => each.startsWith(extension)) === `${extension} ${state}`,
      patienceMs,
      () => `${extension} ${state} after ${this.told.join(', ')}`,
    );
  }

  close(): void {
    this.socket.close();
    this.waiters.end();
  }

  private heard(message: RawMessage): void {
    if (message.method === 'NOTIFY') {
      this.send(sipResponse(message, 200));
      const id = `${message.header('Call-ID')} ${message.header('CSeq')}`;
      const [, extension, state] = /entity="sip:(\d+)@[\s\S]*<state>(\w+)<\/state>/.exec(message.body) ?? [];
      // Asterisk says it again until it has heard that we have.
      if (!this.notified.has(id)) this.told.push(`${extension} ${state}`);
      this.notified.add(id);
    } else if (message.status >= 200) this.answers.push(message);
    this.waiters.wake();
  }

  private send(text: string): void {
    this.socket.send(text, this.server, host);
  }

  private async ask(
    extension: string,
    { callId, tag }: { readonly callId: string; readonly tag: string },
    cseq: number,
    extra: readonly string[],
  ): Promise<RawMessage> {
    const { username } = this.account;
    const { port } = this.socket.address();
    this.send(
      [
        `SUBSCRIBE sip:${extension}@${host} SIP/2.0`,
        `Via: SIP/2.0/UDP ${host}:${port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
        'Max-Forwards: 70',
        `From: <sip:${username}@${host}>;tag=${tag}`,
        `To: <sip:${extension}@${host}>`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} SUBSCRIBE`,
        `Contact: <sip:${username}@${host}:${port}>`,
        'Event: dialog',
        'Accept: application/dialog-info+xml',
        'Expires: 300',
        ...extra,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    const find = () =>
      this.answers.find((each) => each.header('Call-ID') === callId && each.header('CSeq') === `${cseq} SUBSCRIBE`);
    await this.waiters.until(
      () => find() !== undefined,
      patienceMs,
      () => `an answer to SUBSCRIBE ${extension}`,
    );
    return find() as RawMessage;
  }
}
