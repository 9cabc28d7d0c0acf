import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createSipPhone } from '../fakes/sip-phone';
import { startSwitchChild, type SwitchChild } from './switch-child';

/** One end of a call under load. */
interface Party {
  send(payload: Buffer): void;
  /** Told of what comes in. */
  onAudio: ((payload: Buffer) => void) | null;
}

/** Something that carries calls in a process of its own, with both ends of each here. */
export interface Carrier {
  readonly parties: readonly Party[];
  cpu: SwitchChild['cpu'];
  stop(): Promise<void>;
}

/** The embedded switch: SIP, ICE, DTLS-SRTP on both legs, bridged. */
export async function switchCarrier(calls: number): Promise<Carrier> {
  const child = await startSwitchChild(calls * 2);
  const account = (user: string) => ({ addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user });
  const phones = await Promise.all(Array.from({ length: calls * 2 }, (_, index) => createSipPhone({ url: child.url, account: account(String(1000 + index)) })));
  const parties: Party[] = [];
  // A leg that is never heard is given up: those that wait for the others to be set up say something.
  const signs = setInterval(() => parties.forEach((party) => party.send(Buffer.alloc(1))), 1000);
  for (let index = 0; index < calls * 2; index += 2) {
    const out = phones[index]?.dial(String(1000 + index + 1));
    const incoming = await phones[index + 1]?.nextCall();
    incoming?.answer();
    await Promise.all([out?.until('established'), incoming?.until('established')]);
    for (const media of await Promise.all([out?.openMedia(), incoming?.openMedia()])) {
      if (media === undefined) continue;
      const party: Party = { send: (payload) => media.sendFrame(payload), onAudio: null };
      media.onAudio = (payload) => party.onAudio?.(payload);
      parties.push(party);
    }
  }
  clearInterval(signs);
  return {
    parties,
    cpu: child.cpu,
    async stop() {
      await Promise.all(phones.map((phone) => phone.close()));
      await child.stop();
    },
  };
}

/** Plain RTP over UDP through rtp-relay.part.ts. */
export async function relayCarrier(calls: number): Promise<Carrier> {
  const child = fork(fileURLToPath(new URL('./rtp-relay.part.ts', import.meta.url)), [String(calls)], { execArgv: ['--import', 'tsx'] });
  const [{ ports }] = (await once(child, 'message')) as [{ ports: number[] }];
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = 111;
  const sockets = await Promise.all(
    ports.map(async () => {
      const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
      return socket;
    }),
  );
  const parties = sockets.map((socket, index): Party => {
    const party: Party = { send: (payload) => socket.send([header, payload], ports[index], '127.0.0.1'), onAudio: null };
    socket.on('message', (packet) => party.onAudio?.(packet.subarray(12)));
    return party;
  });
  // Each end says a word, so that the relay knows where both are.
  for (const party of parties) party.send(Buffer.alloc(1));
  return {
    parties,
    async cpu() {
      child.send('cpu');
      const [answer] = (await once(child, 'message')) as [{ microseconds: number; rssBytes: number }];
      return answer;
    },
    async stop() {
      for (const socket of sockets) socket.close();
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
