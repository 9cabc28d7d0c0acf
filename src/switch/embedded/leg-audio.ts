import { randomInt } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import { packetSamples } from '../../sound/opus-packets';
import { isFiled, readTurns, type ReadFiled, type Turns } from '../filed-turns';
import type { PlayId } from '../port';
import type { FiledSound, Sound } from '../port-sounds';
import { createMixedHearing, type HeardMouth } from './mixing/mixed-hearing';
import type { Mixing } from './mixing/mixing';
import { createDtmfReader, dtmfFrames, rescaleDtmf, type DtmfFrame } from './dtmf';
import type { AudioPath } from './media-session';
import type { Frames, Sounds } from '../opus-frames';
import type { RtpPacket } from './rtp';
import { createRtpOutput, frameMs, ticksPerMs, type RtpOutput } from './rtp-output';
import type { Ticker } from './ticker';

export interface LegAudioDeps {
  readonly clock: Clock;
  readonly ticker: Ticker;
  readonly sounds: Sounds;
  readonly readFiled: ReadFiled;
  /** Null = nobody hears several. */
  readonly mixing: Mixing | null;
  readonly onDigit: (digit: string) => void;
  readonly onPlayFinished: (id: PlayId) => void;
}

/**
 * What one leg says and hears. It hears, in this order: digits being sent to it, a tone or message, music, its sources:
 * one as it is, several mixed. What it says is heard by those whose source it is, unless it is muted or has music (then
 * nobody hears it). Muting silences the voice, not the keys: who is muted in a menu still chooses.
 */
export interface LegAudio extends HeardMouth {
  /** The peer connection to use, once it is known (a dialled number may ring at several devices). */
  use(session: AudioPath): void;
  /** A packet came from the device. */
  receive(packet: RtpPacket): void;
  /** The device has sent a digit beside its audio: who hears the leg hears it as if it had come in the audio. */
  key(digit: string): void;
  /** A packet of a source, as that leg received it; `clockRate` tells a telephone-event from audio. */
  hear(from: LegAudio, packet: RtpPacket, eventRate: number | null): void;
  /** The source begins to be heard again after a pause that it did not make itself. */
  resume(): void;
  /** Whom it hears from now on; itself = its echo. Whoever it is ends music and sounds. */
  listenTo(sources: readonly LegAudio[]): void;
  /** One of its sources has ended. */
  lose(source: LegAudio): void;
  sources(): readonly LegAudio[];
  /** To be called by `listenTo` of another alone: that one hears this leg, or does so no more. */
  heardBy(ear: LegAudio, on: boolean): void;
  music(on: boolean): void;
  mute(on: boolean): void;
  /** Gives what it says, whoever hears it, until the returned function is called; nothing while it is muted. */
  record(take: (packet: RtpPacket) => void): () => void;
  /**
   * Gives what it hears of others, as it is sent, until the returned function is called: audio of its one source, or of
   * the mixer; nothing while it hears something else, or nobody.
   */
  overhear(take: (packet: RtpPacket) => void): () => void;
  /** One after the other; null = nobody asks when they are done. */
  play(sounds: readonly Sound[], id: PlayId | null): void;
  stopPlaying(): void;
  sendDigits(digits: string): void;
  /** The device does not want to hear us (its own hold). */
  deafen(on: boolean): void;
  /**
   * To be called some times a second: a leg that has nothing to hear is sent a frame of silence now and then, so that
   * it knows that it has not lost us.
   */
  keepAlive(nowMs: number): void;
  close(): void;
}

/**
 * An Opus frame of 20 ms that says nothing (RFC 6716 §3.1: CELT, full band, mono, one frame of no bytes that matter).
 */
const silentFrame = Buffer.from([0xf8, 0xff, 0xfe]);
/** Opus itself sends a frame so often when there is nothing to hear (DTX, RFC 6716 §2.1.9). */
const silentEveryMs = 400;

const looping: ReadonlySet<Sound> = new Set<Sound>(['ringing', 'busy', 'congestion']);

/** What is being played, in turns of 20 ms: where it is, and what follows the last. */
interface Playing {
  /** Null = it is being read. */
  turns: Turns | null;
  readonly loops: boolean;
  readonly id: PlayId | null;
  at: number;
}

const turnsOf = (frames: Frames): Turns => frames.map((frame) => [frame]);

export function createLegAudio(deps: LegAudioDeps): LegAudio {
  const readDigit = createDtmfReader();
  /** Header counters of all that we play ourselves; the output makes them fit what went before. */
  const silence = { ssrc: randomInt(1, 0xffffffff), sequence: 0 };
  /** Of a muted stream only the digits are heard, numbered anew: what is left out between them is no loss. */
  let keys = 0;
  let sentMs = 0;
  const own = { ssrc: randomInt(1, 0xffffffff), sequence: 0, timestamp: 0 };
  let session: AudioPath | null = null;
  let output: RtpOutput | null = null;
  let sources: readonly LegAudio[] = [];
  /** Whose source this leg is. */
  const ears = new Set<LegAudio>();
  const recorders = new Set<(packet: RtpPacket) => void>();
  const overhearers = new Set<(packet: RtpPacket) => void>();
  const mouth = deps.mixing?.mouth() ?? null;
  const hearing = createMixedHearing<LegAudio>(deps.mixing, (frame) => {
    const payloadType = session?.opusPayloadType();
    if (payloadType !== undefined) hearAudio(hearing, { ...frame, payloadType });
  });
  let muted = false;
  /** The digit that it sends began when somebody could hear it. */
  let isKeyHeard = true;
  let deaf = false;
  let music: Playing | null = null;
  let sound: Playing | null = null;
  let digits: (DtmfFrame | null)[] = [];
  let leaveTicker: (() => void) | null = null;

  function transmit(source: unknown, packet: RtpPacket, payloadType: number): RtpPacket | null {
    const nowMs = deps.clock.nowMs();
    const isDigit = eventRate(session, payloadType) !== null;
    const next = deaf ? null : (output?.next(source, packet, payloadType, nowMs, isDigit) ?? null);
    if (next === null) return null;
    sentMs = nowMs;
    session?.send(next);
    return next;
  }

  const hearsOthers = (): boolean => digits.length === 0 && sound === null && music === null && session !== null;

  function hearAudio(from: unknown, packet: RtpPacket): void {
    if (session === null || !hearsOthers()) return;
    const heard = transmit(from, packet, session.opusPayloadType());
    if (heard !== null) for (const take of overhearers) take(heard);
  }

  function tick(): void {
    // Nothing is played to a closed door: a message begins when the device can hear it.
    if (session?.isOpen() !== true) return;
    own.timestamp = (own.timestamp + frameMs * ticksPerMs) >>> 0;
    if (digits.length > 0) tickDigit();
    else if (sound !== null) tickFrames(sound);
    else if (music !== null) tickFrames(music);
    listen();
  }

  /** The sequence counts packets, so a pause between digits is no loss. */
  function nextSequence(): number {
    own.sequence = (own.sequence + 1) & 0xffff;
    return own.sequence;
  }

  function nextKey(): number {
    keys = (keys + 1) & 0xffff;
    return keys;
  }

  function tickDigit(): void {
    const frame = digits.shift() ?? null;
    const payloadType = eventTarget(session)?.payloadType;
    if (frame === null || payloadType === undefined) return;
    const timestamp = (own.timestamp - frame.sinceStartMs * ticksPerMs) >>> 0;
    transmit(
      own,
      { marker: frame.first, payloadType, sequence: nextSequence(), timestamp, ssrc: own.ssrc, payload: frame.payload },
      payloadType,
    );
  }

  function tickFrames(playing: Playing): void {
    const { turns } = playing;
    const payloadType = session?.opusPayloadType();
    if (turns === null || payloadType === undefined) return;
    let { timestamp } = own;
    for (const payload of turns[playing.at] ?? []) {
      const packet = { marker: false, payloadType, sequence: nextSequence(), timestamp, ssrc: own.ssrc, payload };
      transmit(own, packet, payloadType);
      timestamp = (timestamp + (packetSamples(payload) ?? 0)) >>> 0;
    }
    playing.at += 1;
    if (playing.at < turns.length) return;
    if (playing.loops) playing.at = 0;
    else finished(playing);
  }

  function finished({ id }: Playing): void {
    sound = null;
    if (id !== null) deps.onPlayFinished(id);
  }

  const turnsIn = (name: Exclude<Sound, FiledSound>): Turns => turnsOf(deps.sounds[name]);

  async function read(playing: Playing, names: readonly Sound[]): Promise<void> {
    const turns = await readTurns(names, deps.readFiled, turnsIn);
    if (sound !== playing) return;
    playing.turns = turns;
    if (turns.length === 0) finished(playing);
    listen();
  }

  /** Joins or leaves the beat, as there is something to play or not. */
  function listen(): void {
    const wanted = digits.length > 0 || sound !== null || music !== null;
    if (wanted && leaveTicker === null) leaveTicker = deps.ticker.add(tick);
    if (wanted || leaveTicker === null) return;
    leaveTicker();
    leaveTicker = null;
    output?.splice();
  }

  function listenToOnly(others: readonly LegAudio[]): void {
    const before = sources;
    sources = [...new Set(others)];
    for (const source of before) source.heardBy(audio, false);
    for (const source of sources) source.heardBy(audio, true);
    hearing.listenTo(sources, before);
    resume();
  }

  /** Digits under way keep their time; what follows them is another source, and spliced for that. */
  function resume(): void {
    if (digits.length === 0) output?.splice();
  }

  const audio: LegAudio = {
    mouth,
    use(used) {
      session = used;
      output = createRtpOutput({ ssrc: used.ssrc, sequence: randomInt(0x8000), timestamp: randomInt(2 ** 32) });
    },
    receive(packet) {
      const rate = eventRate(session, packet.payloadType);
      if (rate === null && packet.payloadType !== session?.opusPayloadType()) return;
      if (rate === null && !muted) for (const take of recorders) take(packet);
      const digit = rate === null ? null : readDigit(packet.payload, packet.timestamp);
      if (digit !== null) isKeyHeard = music === null;
      const isHeard = music === null && ears.size > 0 && (rate === null ? !muted : isKeyHeard);
      const said = isHeard && muted ? { ...packet, sequence: nextKey() } : packet;
      if (isHeard && rate === null) mouth?.say(said);
      if (isHeard) for (const ear of ears) ear.hear(audio, said, rate);
      if (digit !== null) deps.onDigit(digit);
    },
    key(digit) {
      if (music === null) for (const ear of ears) ear.sendDigits(digit);
      deps.onDigit(digit);
    },
    hear(from, packet, rate) {
      if (rate === null) return hearing.passes(from) ? hearAudio(from, packet) : undefined;
      const target = eventTarget(session, rate);
      if (target === null || !hearsOthers()) return;
      hearing.digit(deps.clock.nowMs());
      const payload = target.rate === rate ? packet.payload : rescaleDtmf(packet.payload, rate, target.rate);
      transmit(from, { ...packet, payload }, target.payloadType);
    },
    resume,
    listenTo(others) {
      listenToOnly(others);
      if (others.length === 0) return;
      music = null;
      sound = null;
      listen();
    },
    lose: (source) => listenToOnly(sources.filter((each) => each !== source)),
    sources: () => sources,
    heardBy(ear, on) {
      if (on) ears.add(ear);
      else ears.delete(ear);
    },
    music(on) {
      if (on === (music !== null)) return;
      // Everyone who waits hears the piece from its beginning.
      music = on ? { turns: turnsOf(deps.sounds.music), loops: true, id: null, at: 0 } : null;
      if (on) mouth?.quiet();
      if (!on) for (const ear of ears) ear.resume();
      listen();
    },
    mute(on) {
      muted = on;
      if (on) mouth?.quiet();
      for (const ear of ears) ear.resume();
    },
    record(take) {
      recorders.add(take);
      return () => recorders.delete(take);
    },
    overhear(take) {
      overhearers.add(take);
      return () => overhearers.delete(take);
    },
    play(names, id) {
      const isRead = names.some(isFiled);
      sound = {
        turns: isRead ? null : names.flatMap((name) => (isFiled(name) ? [] : turnsIn(name))),
        loops: names.some((name) => looping.has(name)),
        id,
        at: 0,
      };
      if (isRead) void read(sound, names);
      listen();
    },
    stopPlaying() {
      sound = null;
      listen();
    },
    sendDigits(text) {
      const rate = eventTarget(session)?.rate;
      if (rate === undefined) return;
      digits = digits.concat(dtmfFrames(text, rate));
      listen();
    },
    deafen(on) {
      deaf = on;
      output?.splice();
    },
    keepAlive(nowMs) {
      const payloadType = session?.opusPayloadType();
      // What is being played comes late when we are late; silence in the middle of a digit would make two of it.
      if (
        leaveTicker !== null ||
        nowMs - sentMs < silentEveryMs ||
        payloadType === undefined ||
        session?.isOpen() !== true
      )
        return;
      silence.sequence = (silence.sequence + 1) & 0xffff;
      transmit(
        silence,
        {
          marker: false,
          payloadType,
          sequence: silence.sequence,
          timestamp: (nowMs * ticksPerMs) >>> 0,
          ssrc: silence.ssrc,
          payload: silentFrame,
        },
        payloadType,
      );
    },
    close() {
      leaveTicker?.();
      leaveTicker = null;
      for (const source of sources) source.heardBy(audio, false);
      sources = [];
      hearing.close();
      for (const ear of [...ears]) ear.lose(audio);
      session = null;
    },
  };
  return audio;
}

/** Clock rate of the telephone-event with this payload type, null when it is audio. */
function eventRate(session: AudioPath | null, payloadType: number): number | null {
  for (const [rate, type] of session?.eventPayloadTypes() ?? []) if (type === payloadType) return rate;
  return null;
}

/** The telephone-event to send: of the wanted clock rate where the device took it, else what it took. */
function eventTarget(session: AudioPath | null, wantedRate = 48_000): { rate: number; payloadType: number } | null {
  const types = [...(session?.eventPayloadTypes() ?? [])].map(([rate, payloadType]) => ({ rate, payloadType }));
  return types.find(({ rate }) => rate === wantedRate) ?? types[0] ?? null;
}
