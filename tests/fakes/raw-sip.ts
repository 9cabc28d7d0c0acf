import { createHash, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { PhoneAccount } from './sip-phone';
import { patienceMs } from '../patience';

export interface RawMessage {
  readonly text: string;
  /** Status of a response, 0 for a request. */
  readonly status: number;
  readonly method: string;
  header(name: string): string | undefined;
  headers(name: string): string[];
  /** '' without one. */
  readonly body: string;
}

export interface RegisterOptions {
  readonly algorithm?: 'MD5' | 'SHA-256';
  readonly password?: string;
  readonly username?: string;
  readonly contact?: string;
  readonly expires?: number | string;
  readonly to?: string;
  readonly nonce?: string;
  readonly nonceCount?: number;
  readonly callId?: string;
  readonly headers?: readonly string[];
}

/** A browser's offer of sound, of a device that nobody will ever hear. */
export const rawOffer = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=rtpmap:111 opus/48000/2',
  'a=mid:0',
  'a=setup:actpass',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AA').join(':')}`,
  'a=rtcp-mux',
  'a=sendrecv',
  '',
].join('\r\n');

/** A SIP WebSocket that says exactly what the test writes: for forged, broken and hostile messages. */
export class RawSip {
  readonly received: RawMessage[] = [];
  private readonly waiting = new Set<() => void>();
  private cseq = 0;
  /** For what the switch wants credentials; some have one realm for all domains. */
  private realm: string | null = null;
  isClosed = false;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.received.push(readMessage(String(data)));
      this.wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
    socket.on('error', () => undefined);
  }

  static connect(url: string, protocol = 'sip'): Promise<RawSip> {
    const socket = new WebSocket(url, protocol);
    const raw = new RawSip(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(raw));
      socket.once('error', reject);
    });
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** The next message not taken yet that matches. @throws Error when none has come in time, or the socket is closed */
  async take(
    matches: (message: RawMessage) => boolean,
    what = 'a message',
    timeoutMs = patienceMs,
  ): Promise<RawMessage> {
    const endMs = performance.now() + timeoutMs;
    for (;;) {
      const index = this.received.findIndex(matches);
      if (index >= 0) return this.received.splice(index, 1)[0] as RawMessage;
      // Nothing comes any more, and whoever waits for it keeps no process waiting.
      if (this.isClosed) throw new Error(`the socket was closed while waiting for ${what}`);
      if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
      await this.change(endMs);
    }
  }

  async closed(timeoutMs = patienceMs): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    while (!this.isClosed) {
      if (performance.now() > endMs) throw new Error('the socket was not closed');
      await this.change(endMs);
    }
  }

  /** Something has come, the socket was closed, or it is `endMs`. */
  private change(endMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, endMs - performance.now() + 1);
      const { waiting } = this;
      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      }
      waiting.add(wake);
    });
  }

  /** Sends a request with the usual fields and returns its first final response. */
  async request(
    method: string,
    uri: string,
    from: string,
    to: string,
    extra: readonly string[] = [],
    body = '',
    callId = randomBytes(6).toString('hex'),
  ): Promise<RawMessage> {
    this.cseq += 1;
    const cseq = this.cseq;
    this.send(sipRequest({ method, uri, from, to, cseq, callId, extra, body }));
    return this.take(
      (message) => message.status >= 200 && message.header('CSeq') === `${cseq} ${method}`,
      `the answer to ${method}`,
    );
  }

  /** REGISTER without credentials: the answer is the challenge. */
  async challenge(account: PhoneAccount): Promise<RawMessage> {
    const domain = account.addressOfRecord.split('@')[1] ?? '';
    const { addressOfRecord: own } = account;
    const contact = ['Contact: <sip:raw@raw.invalid;transport=ws>'];
    const challenge = await this.request('REGISTER', `sip:${domain}`, own, own, contact);
    this.realm = /realm="([^"]*)"/.exec(challenge.header('WWW-Authenticate') ?? '')?.[1] ?? null;
    return challenge;
  }

  /** Whole registration with digest; the answer to the second REGISTER. */
  async register(account: PhoneAccount, options: RegisterOptions = {}): Promise<RawMessage> {
    const domain = account.addressOfRecord.split('@')[1] ?? '';
    const nonce = options.nonce ?? nonceOf(await this.challenge(account));
    const authorization = digest({ ...options, account, nonce, uri: `sip:${domain}`, realm: this.realm ?? domain });
    const contact = options.contact ?? '<sip:raw@raw.invalid;transport=ws>';
    const expires = options.expires === undefined ? [] : [`Expires: ${options.expires}`];
    const to = options.to ?? account.addressOfRecord;
    return this.request(
      'REGISTER',
      `sip:${domain}`,
      to,
      to,
      [`Contact: ${contact}`, ...expires, authorization, ...(options.headers ?? [])],
      '',
      options.callId,
    );
  }

  close(): void {
    this.socket.terminate();
  }
}

export interface SipRequestParts {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly cseq: number;
  readonly callId: string;
  readonly extra?: readonly string[];
  readonly body?: string;
}

export function sipRequest({ method, uri, from, to, cseq, callId, extra = [], body = '' }: SipRequestParts): string {
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS raw.invalid;branch=z9hG4bK${randomBytes(8).toString('hex')}`,
    'Max-Forwards: 70',
    `From: <${from}>;tag=${randomBytes(4).toString('hex')}`,
    `To: <${to}>`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...extra,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** A response to a request that came, with the fields that it repeats (RFC 3261 §8.2.6.2). */
export function sipResponse(request: RawMessage, status: number, body = '', extra: readonly string[] = []): string {
  const repeated = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${request.header(name)}`);
  const asked = request.header('To') ?? '';
  const to = `To: ${asked.includes(';tag=') ? asked : `${asked};tag=${randomBytes(4).toString('hex')}`}`;
  const more = extra.length > 0 ? extra : ['Contact: <sip:raw@raw.invalid;transport=ws>'];
  const content = body === '' ? [] : ['Content-Type: application/sdp'];
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return [`SIP/2.0 ${status} OK`, ...repeated, to, ...more, ...content, length, '', body].join('\r\n');
}

export function nonceOf(challenge: RawMessage): string {
  return /nonce="([^"]+)"/.exec(challenge.header('WWW-Authenticate') ?? '')?.[1] ?? '';
}

/** The field that answers a challenge. */
export function digest(
  options: RegisterOptions & { account: PhoneAccount; nonce: string; uri: string; realm: string; method?: string },
): string {
  const {
    account,
    nonce,
    uri,
    realm,
    algorithm = 'MD5',
    password = account.password,
    username = account.username,
    nonceCount = 1,
    method = 'REGISTER',
  } = options;
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const count = nonceCount.toString(16).padStart(8, '0');
  const cnonce = randomBytes(4).toString('hex');
  const response = hash(
    `${hash(`${username}:${realm}:${password}`)}:${nonce}:${count}:${cnonce}:auth:${hash(`${method}:${uri}`)}`,
  );
  return (
    `Authorization: Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `response="${response}", algorithm=${algorithm}, qop=auth, nc=${count}, cnonce="${cnonce}"`
  );
}

export function readMessage(text: string): RawMessage {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const lines = head.split('\r\n');
  const headers = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  return {
    text,
    status: Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0),
    method: /^([A-Z]+) /.exec(text)?.[1] ?? '',
    header: (name) => headers(name)[0],
    headers,
    body: rest.join('\r\n\r\n'),
  };
}
