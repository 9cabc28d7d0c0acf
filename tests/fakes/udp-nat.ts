import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const loopback = '127.0.0.1';

/** A router between one phone and its server that may give the phone another address at any time, as cheap ones do. */
export class UdpNat {
  private constructor(
    private readonly inside: Socket,
    private outside: Socket,
    server: number,
  ) {
    inside.on('message', (data, { port }) => {
      this.phone = port;
      this.outside.send(data, server, loopback);
    });
    this.listen();
  }

  private phone = 0;

  static async open(server: number): Promise<UdpNat> {
    return new UdpNat(await bound(), await bound(), server);
  }

  /** What the phone takes for its server. */
  get port(): number {
    return (this.inside.address() as AddressInfo).port;
  }

  /** From now on the phone comes from another port, and nothing reaches it at the one before. */
  async change(): Promise<void> {
    this.outside.close();
    this.outside = await bound();
    this.listen();
  }

  close(): void {
    this.inside.close();
    this.outside.close();
  }

  private listen(): void {
    this.outside.on('message', (data) => this.inside.send(data, this.phone, loopback));
  }
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  const listening = once(socket, 'listening');
  socket.bind(0, loopback);
  await listening;
  return socket;
}
