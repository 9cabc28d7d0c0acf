import { createSocket, type Socket } from 'node:dgram';
import { bindingRequest, bindingSuccess, newCredentials, readStun, stunTypes, type Credentials } from './stun';

interface Address {
  readonly address: string;
  readonly port: number;
}

const againMs = 50;

/** One end of ICE with one way: answers checks, and checks until it is answered itself. */
class IceEnd {
  readonly own = newCredentials();
  readonly ready: Promise<void>;
  private readonly socket: Socket = createSocket('udp4');
  private other: Credentials | null = null;
  private peer: Address | null = null;
  private isOpen = false;
  private again: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(
    private readonly bindAddress: string,
    private isControlling: boolean,
    private readonly onData: (packet: Buffer) => void,
  ) {
    this.socket.on('message', (packet, from) => this.receive(packet, from));
    this.socket.on('error', () => undefined);
    this.ready = new Promise((resolve) => this.socket.bind(0, bindAddress, resolve));
  }

  get port(): number {
    return this.socket.address().port;
  }

  get candidate(): string {
    return `1 UDP 2122317823 ${this.bindAddress} ${this.port} typ host`;
  }

  controls(): void {
    this.isControlling = true;
  }

  /** Who is there, as far as is told; a peer of which no address is told will check us first. */
  meet(other: Credentials, at: Address | null): void {
    if (this.other?.ufrag === other.ufrag) return;
    this.other = other;
    if (at !== null) this.check(at);
  }

  private check(at: Address): void {
    if (this.isClosed || this.isOpen || this.other === null) return;
    this.socket.send(bindingRequest(this.own, this.other, this.isControlling), at.port, at.address);
    if (this.again !== null) clearTimeout(this.again);
    this.again = setTimeout(() => this.check(at), againMs);
  }

  send(packet: Buffer): void {
    if (this.isClosed || !this.isOpen || this.peer === null) return;
    this.socket.send(packet, this.peer.port, this.peer.address);
  }

  private receive(packet: Buffer, from: Address): void {
    if (this.isClosed) return;
    const stun = readStun(packet);
    if (stun === null) return this.onData(packet);
    if (stun.type === stunTypes.request) {
      this.socket.send(bindingSuccess(stun.transaction, this.own, from), from.port, from.address);
      if (stun.isControlling !== null) this.isControlling = !stun.isControlling;
      this.check(from);
    }
    if (stun.type === stunTypes.success) {
      this.peer = from;
      this.isOpen = true;
    }
    if (stun.type === stunTypes.error && stun.errorCode === 487) this.isControlling = !this.isControlling;
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.again !== null) clearTimeout(this.again);
    this.socket.close();
  }
}

/**
 * ICE restarts as browsers do them, other ways for the same association of DTLS, for a WebRTC library that knows none:
 * it has one way for ever, to here, and the way from here to the switch is begun anew.
 */
export class IceRelay {
  private readonly inner: IceEnd;
  private outer: IceEnd;
  private restarts = 0;
  private offers = false;

  constructor(private readonly bindAddress: string) {
    this.inner = new IceEnd(bindAddress, true, (packet) => this.outer.send(packet));
    this.outer = this.outwards();
  }

  private outwards(): IceEnd {
    return new IceEnd(this.bindAddress, this.offers, (packet) => this.inner.send(packet));
  }

  /** To be waited for before descriptions go through it. */
  async ready(): Promise<void> {
    await Promise.all([this.inner.ready, this.outer.ready]);
  }

  restart(): void {
    this.restarts += 1;
    this.outer.close();
    this.outer = this.outwards();
  }

  /** The library's description as the switch shall see it. */
  toSwitch(sdp: string): string {
    if (sdp.includes('a=setup:actpass') && !this.offers) {
      this.offers = true;
      this.outer.controls();
    }
    this.inner.meet(credentialsOf(sdp), null);
    return described(sdp, this.outer, this.restarts + 1);
  }

  /** The switch's as the library shall. */
  fromSwitch(sdp: string): string {
    const [, address = '', port = ''] = /a=candidate:\S+ 1 \S+ \d+ (\S+) (\d+)/.exec(sdp) ?? [];
    this.outer.meet(credentialsOf(sdp), address === '' ? null : { address, port: Number(port) });
    return described(sdp, this.inner, 1);
  }

  close(): void {
    this.inner.close();
    this.outer.close();
  }
}

const credentialsOf = (sdp: string): Credentials => ({
  ufrag: /a=ice-ufrag:(\S+)/.exec(sdp)?.[1] ?? '',
  pwd: /a=ice-pwd:(\S+)/.exec(sdp)?.[1] ?? '',
});

const described = (sdp: string, { own, candidate }: IceEnd, foundation: number): string =>
  sdp
    .replace(/a=(candidate|end-of-candidates).*\r\n/g, '')
    .replace(/a=ice-ufrag:.*/, `a=ice-ufrag:${own.ufrag}`)
    .replace(/a=ice-pwd:.*\r\n/, `a=ice-pwd:${own.pwd}\r\na=candidate:${foundation} ${candidate}\r\n`);
