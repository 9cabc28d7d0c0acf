import { fork, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createSipPhone, type SipPhone } from '../fakes/sip-phone';
import { PhoneMedia } from '../fakes/sip-phone-media';
import { payloadBytes } from './load-packets.part';
import { startSwitchChild, type SwitchChild, type SwitchChildOptions } from './switch-child';

/** One end of a call under load. */
export interface Party {
  send(payload: Buffer): void;
  /** Told of what comes in. */
  onAudio: ((payload: Buffer) => void) | null;
}

/** Something that carries calls in a process of its own, with both ends of each here. */
export interface Carrier {
  readonly parties: readonly Party[];
  /** Of the process that carries; null = there is none. */
  readonly cpu: SwitchChild['cpu'] | null;
  /** The process that carries. */
  readonly child: ChildProcess | null;
  stop(): Promise<void>;
}

/** A switch: SIP, ICE, DTLS-SRTP on both legs, bridged. */
export const switchCarrier = (calls: number, options: SwitchChildOptions = {}): Promise<Carrier> =>
  callsCarrier(new Array<CallKind>(calls).fill('bridged'), options);

/**
 * Two who are bridged, of whom both sides are recorded or not; or three: who all hear each other, or of whom the third
 * whispers to the second.
 */
export type CallKind = 'bridged' | 'recorded' | 'conference' | 'whisper';
const sizeOf = (kind: CallKind): number => (kind === 'bridged' || kind === 'recorded' ? 2 : 3);

/** What is dialled for it. */
const dialled = (kind: CallKind, others: readonly number[]): string =>
  others.map((index) => 1000 + index).join(kind === 'whisper' ? '*' : '+') + (kind === 'recorded' ? '&' : '');

/** The same for calls of these kinds, with the parties of each one after the other. */
export async function callsCarrier(calls: readonly CallKind[], options: SwitchChildOptions = {}): Promise<Carrier> {
  const count = calls.reduce((all, kind) => all + sizeOf(kind), 0);
  const child = await startSwitchChild(count, options);
  const account = (user: string) => ({ addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user });
  const phones = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      createSipPhone({
        url: child.url,
        account: account(String(1000 + index)),
        offersCandidates: options.kind === 'asterisk',
      }),
    ),
  );
  phones.forEach(answerProbes);
  const parties: Party[] = [];
  // A leg that is never heard is given up: those that wait for the others to be set up say something.
  const signs = setInterval(() => parties.forEach((party) => party.send(Buffer.alloc(1))), 1000);
  for (const kind of calls) {
    const at = parties.length;
    const others = Array.from({ length: sizeOf(kind) - 1 }, (_, each) => at + 1 + each);
    const all = [phones[at]?.dial(dialled(kind, others))];
    for (const index of others) {
      const incoming = await phones[index]?.nextCall();
      incoming?.answer();
      all.push(incoming);
    }
    await Promise.all(all.map((call) => call?.until('established')));
    for (const media of await Promise.all(all.map((call) => call?.openMedia())))
      if (media !== undefined) parties.push(partyOf(media));
  }
  clearInterval(signs);
  return {
    parties,
    cpu: child.cpu,
    child: child.process,
    async stop() {
      await Promise.all(phones.map((phone) => phone.close()));
      await child.stop();
    },
  };
}

/** The same ends, each with its other end and nothing in between: what the ends themselves cost. */
export async function directCarrier(calls: number): Promise<Carrier> {
  const pairs = await Promise.all(
    Array.from({ length: calls }, async () => {
      const [first, second] = [new PhoneMedia(), new PhoneMedia()];
      second.take(await first.describe());
      first.take(await second.describe());
      await Promise.all(
        [first, second].map((media) =>
          media.until(
            () => media.isOpen,
            15_000,
            () => 'open media',
          ),
        ),
      );
      return [first, second];
    }),
  );
  const all = pairs.flat();
  return {
    parties: all.map(partyOf),
    cpu: null,
    child: null,
    async stop() {
      for (const media of all) media.close();
    },
  };
}

function partyOf(media: PhoneMedia): Party {
  const party: Party = { send: (payload) => media.sendFrame(payload), onAudio: null };
  media.onAudio = (payload) => party.onAudio?.(payload);
  return party;
}

/**
 * Two hundred phones in one process would spend 50 ms of every 250 on sip.js's parsing of the switch's OPTIONS, and the
 * audio of all would wait for it; real ones have a processor each. So they are answered from the text itself (RFC 3261
 * §8.2.6.2).
 */
function answerProbes(phone: SipPhone): void {
  const { transport } = phone;
  const others = transport.onMessage;
  transport.onMessage = (text) => {
    if (!text.startsWith('OPTIONS ')) return others?.(text);
    const copied = text.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
    const lines = copied.map((line) => (/^To:/i.test(line) ? `${line};tag=bench` : line));
    void transport.send(`SIP/2.0 200 OK\r\n${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
  };
}

/** Plain RTP over UDP through rtp-relay.part.ts. */
export async function relayCarrier(calls: number): Promise<Carrier> {
  const child = fork(fileURLToPath(new URL('./rtp-relay.part.ts', import.meta.url)), [String(calls)], {
    execArgv: ['--import', 'tsx'],
  });
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
    const party: Party = {
      send: (payload) => socket.send([header, payload], ports[index], '127.0.0.1'),
      onAudio: null,
    };
    socket.on('message', (packet) => party.onAudio?.(packet.subarray(12)));
    return party;
  });
  // Each end says a word, so that the relay knows where both are.
  for (const party of parties) party.send(Buffer.alloc(1));
  return {
    parties,
    child,
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

/**
 * Fifty packets a second from all, spread over the 20 ms so that no burst is measured; returns the number of packets.
 */
export async function sendFor(
  { parties }: Pick<Carrier, 'parties'>,
  seconds: number,
  payloadOf: (party: number) => Buffer = timedPayload,
): Promise<number> {
  const startMs = performance.now();
  const total = parties.length * seconds * 50;
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 20) * parties.length));
    for (; sent < due; sent += 1) {
      const party = sent % parties.length;
      parties[party]?.send(payloadOf(party));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return sent;
}

/** What says when it was sent. */
export function timedPayload(): Buffer {
  const payload = Buffer.alloc(payloadBytes, 0xff);
  payload.writeDoubleBE(performance.now(), 8);
  return payload;
}
