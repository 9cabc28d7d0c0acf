import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock } from '../../ports/clock';
import { createDecoder } from '../../sound/decoder';
import { turnMs, type Turns } from '../filed-turns';
import type { Sound } from '../port-sounds';
import { AriError, unlessGone, type Ari } from './ari';
import { application } from './configuration';
import { readVariable } from './events';
import { muLaw } from './mu-law';

export interface SoundPlayerDeps {
  readonly ari: Pick<Ari, 'request'>;
  /** Puts a channel beside those of a bridge, when it can. @throws AriError */
  readonly join: (bridge: string, channel: string) => Promise<void>;
  readonly clock: Clock;
  /** Where Asterisk answers ARI, and takes sound. */
  readonly host: string;
  readonly port: number;
  /** What sounds hold, one after the other; empty = there is nothing. */
  readonly read: (sounds: readonly Sound[]) => Promise<Turns>;
  /** Somebody still wants to hear it. */
  readonly isWanted: (playback: string) => boolean;
  readonly onOver: (playback: string) => void;
}

/**
 * Plays what is on our disk and not on Asterisk's, and what is heard together with that: a channel beside the leg's in
 * its bridge says what we send it as RTP.
 */
export interface SoundPlayer {
  /** Resolves when it has begun. @throws AriError, Error */
  begin(playback: string, sounds: readonly Sound[], bridge: string | null): Promise<void>;
  /** Nothing of it is heard any more. @throws AriError */
  end(playback: string): Promise<void>;
  /** The same, of a leg that has ended: it may not have been played anything of ours. */
  drop(playback: string): void;
  stop(): void;
}

/** The channel that says what is played under a name: it is not of a leg, and ends with what it says. */
export const mediaOf = (playback: string): string => `media-${playback}`;
export const isMedia = (channel: string): boolean => channel.startsWith('media-');

/**
 * µ-law (RFC 3551 §6): of what needs a number of its own, as Opus does, Asterisk 22.10 sends here and takes nothing.
 */
const [format, formatType, formatRate] = ['ulaw', 0, 8_000] as const;
/** What has been sent has been heard by then. */
const tailMs = 100;

export function createSoundPlayer(deps: SoundPlayerDeps): SoundPlayer {
  const { ari, clock, onOver } = deps;
  const running = new Map<string, () => void>();

  async function end(playback: string): Promise<void> {
    running.get(playback)?.();
    running.delete(playback);
    await ari.request('DELETE', `/channels/${mediaOf(playback)}`).catch(unlessGone);
  }

  function over(playback: string): void {
    end(playback).catch(() => undefined);
    onOver(playback);
  }

  function send(playback: string, way: Way, port: number, turns: Turns): void {
    const write = createRtpWriter(way, port);
    const startMs = clock.nowMs();
    let at = 0;
    const cancels = { next: (): void => undefined };
    const next = (): void => {
      if (!deps.isWanted(playback)) return void end(playback).catch(() => undefined);
      for (; at < turns.length && startMs + at * turnMs <= clock.nowMs(); at += 1) write(turns[at] ?? []);
      cancels.next = at < turns.length ? clock.after(turnMs, next) : clock.after(tailMs, () => over(playback));
    };
    running.set(playback, () => {
      cancels.next();
      way.socket.close();
    });
    next();
  }

  return {
    async begin(playback, sounds, bridge) {
      const turns = await deps.read(sounds);
      if (turns.length === 0 || bridge === null) return void clock.after(0, () => onOver(playback));
      const channel = mediaOf(playback);
      const way = await openWay(deps);
      try {
        const port = await openMedia(ari, channel, way);
        await deps.join(bridge, channel);
        send(playback, way, port, turns);
      } catch (error) {
        way.socket.close();
        throw error;
      }
    },
    end,
    drop(playback) {
      if (running.has(playback)) end(playback).catch(() => undefined);
    },
    stop() {
      for (const close of running.values()) close();
      running.clear();
    },
  };
}

/** Has Asterisk make the channel; resolves with the port at which it takes sound. @throws AriError */
async function openMedia(ari: SoundPlayerDeps['ari'], channel: string, { socket }: Way): Promise<number> {
  const { address, port } = socket.address();
  const query = { channelId: channel, app: application, external_host: `${address}:${port}`, format };
  await ari.request('POST', '/channels/externalMedia', query).catch((error: unknown) => {
    // Asked for again: it had not come into the bridge.
    if (!(error instanceof AriError) || error.status !== 409) throw error;
  });
  const variable = { variable: 'UNICASTRTP_LOCAL_PORT' };
  return Number(readVariable(await ari.request('GET', `/channels/${channel}/variable`, variable)));
}

interface Way {
  readonly socket: Socket;
  readonly host: string;
}

/** A socket of the address from which Asterisk is reached, and the address that Asterisk has. */
async function openWay({ host, port }: SoundPlayerDeps): Promise<Way> {
  const probe = createSocket('udp4');
  try {
    probe.connect(port, host);
    await once(probe, 'connect');
    const socket = createSocket('udp4');
    // What Asterisk does not take is told by ARI.
    socket.on('error', () => undefined);
    socket.bind(0, probe.address().address);
    await once(socket, 'listening');
    return { socket, host: probe.remoteAddress().address };
  } finally {
    probe.close();
  }
}

/** Packets of a turn, each with the time that those before it have taken. */
function createRtpWriter({ socket, host }: Way, port: number): (packets: readonly Buffer[]) => void {
  const ssrc = randomInt(1, 2 ** 32);
  const decode = createDecoder(formatRate);
  let [sequence, timestamp] = [randomInt(0x8000), randomInt(2 ** 32)];
  return (packets) => {
    for (const samples of packets.map(decode)) {
      const header = Buffer.alloc(12);
      header[0] = 0x80;
      header[1] = formatType;
      header.writeUInt16BE(sequence, 2);
      header.writeUInt32BE(timestamp, 4);
      header.writeUInt32BE(ssrc, 8);
      socket.send(Buffer.concat([header, muLaw(samples)]), port, host);
      sequence = (sequence + 1) & 0xffff;
      timestamp = (timestamp + samples.length) >>> 0;
    }
  };
}
