import OpusScript from 'opusscript';
import { Audio, PeerConnection, type Track } from 'node-datachannel';
import { IceRelay } from './ice-relay';
import { analyse, analysisRate, Loudest, nothingHeard, type SoundAnalysis } from './sound-analysis';
import { Waiters } from './waiters';

const rate = 48_000;
const frameSamples = rate / 50;
const usualOpusType = 111;
const usualEventType = 110;
/** What is looked at when a phone says what it hears. */
const windowMs = 400;

/** As a browser that hides its addresses: nobody can be reached there, our own checks show where we are. */
const hiddenCandidate = 'a=candidate:1 1 UDP 2122317823 127.0.0.1 9 typ host\r\n';

export interface MediaNeeds {
  /** See `SipPhoneOptions`. */
  readonly offersCandidates?: boolean | undefined;
  readonly keepsAssociation?: boolean | undefined;
}

let lastFirst = Math.floor(Math.random() * 30_000);
/**
 * Far from those of other phones: an Asterisk that turns to another source whose numbers are up to 100 behind takes its
 * packets for late ones (`rtp_raw_write`), as happens to one in some hundred moves by chance.
 */
const firstSequence = (): number => (lastFirst = (lastFirst + 1_009) % 30_000);

export interface MediaStats {
  readonly sent: number;
  readonly received: number;
  /** Gaps in the received sequence. */
  readonly lost: number;
}

/**
 * The audio side of a phone in tests: its own peer connection, sending a tone and saying what it hears. It writes and
 * reads RTP by itself, on purpose apart from the switch's code, so that the two check each other.
 */
export class PhoneMedia {
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive' = 'sendrecv';
  readonly digits: string[] = [];
  /** Told once instead of our own description. */
  nextOffer: string | null = null;
  /** Waited for, once, before the next description is taken. */
  holdTake: (() => Promise<void>) | null = null;
  /** Called with each received audio packet: arrival in ms (monotonic), and its payload. */
  onAudio: ((payload: Buffer, sequence: number) => void) | null = null;
  private connection: PeerConnection;
  private paused = false;
  private track: Track | null = null;
  private localSdp: string | null = null;
  private readonly relay: IceRelay | null;
  private decoder: OpusScript | null = null;
  private readonly meters = new Set<Loudest>();
  private listeners = 0;
  private heard: { atMs: number; samples: Float64Array }[] = [];
  private sender: NodeJS.Timeout | null = null;
  private rtp = {
    sequence: firstSequence(),
    timestamp: 0,
    ssrc: Math.floor(Math.random() * 0xfffffff) + 1,
  };
  private counts = { sent: 0, received: 0, lost: 0, highest: -1 };
  private lastEvent = -1;
  /** The one of the offer that it answers, or that it offers itself. */
  private opusType = usualOpusType;
  private eventType = usualEventType;
  private readonly waiters = new Waiters();
  closed = false;
  isOpen = false;

  private readonly offersCandidates: boolean;

  constructor(
    private readonly bindAddress = '127.0.0.1',
    needs: MediaNeeds = {},
  ) {
    this.offersCandidates = needs.offersCandidates === true;
    this.relay = needs.keepsAssociation === true ? new IceRelay(bindAddress) : null;
    this.connection = this.connect();
  }

  /** To be waited for before a description is asked of it, or given to it. */
  async ready(): Promise<void> {
    await this.relay?.ready();
  }

  private connect(): PeerConnection {
    const options = { iceServers: [], bindAddress: this.bindAddress, disableAutoNegotiation: true };
    const made = new PeerConnection('phone', options);
    // Without this, and `onClosed` of a track, the library never lets go of what is closed, and the process never ends.
    made.onStateChange(() => undefined);
    return made;
  }

  /**
   * Begins anew: the next description is an offer with new credentials. The stream goes on, over the association that
   * there is or, where that need not be kept, over another peer connection.
   */
  restart(): void {
    if (this.relay !== null) return this.relay.restart();
    this.isOpen = false;
    this.track?.close();
    this.connection.close();
    this.connection = this.connect();
    this.localSdp = null;
  }

  /** While paused nothing is sent, whatever was asked for. */
  pause(on: boolean): void {
    this.paused = on;
  }

  /** The description to send: an offer, an answer, or the one we have with the direction of now. */
  async describe(): Promise<string> {
    const { nextOffer } = this;
    this.nextOffer = null;
    if (nextOffer !== null) return nextOffer;
    if (this.localSdp === null) {
      if (this.connection.signalingState() === 'have-remote-offer') this.connection.setLocalDescription('answer');
      else {
        this.addTrack('0');
        this.connection.setLocalDescription('offer');
      }
      await this.gathered();
      const sdp = this.connection.localDescription()?.sdp ?? '';
      // An offer without candidates: libdatachannel must not be reached before it has the answer, or DTLS fails; and
      // a switch of ours must be able to work with it, since browsers may send such offers.
      this.localSdp =
        this.connection.signalingState() === 'have-local-offer'
          ? sdp.replace(/a=(candidate|end-of-candidates).*\r\n/g, '') + (this.offersCandidates ? hiddenCandidate : '')
          : sdp;
    }
    await this.ready();
    const sdp = this.localSdp
      .replace(/a=(sendrecv|sendonly|recvonly|inactive)/, `a=${this.direction}`)
      .replace(/(m=audio \d+ \S+ \d+)/, `$1 ${this.eventType}`)
      .replace(
        /(a=rtpmap:\d+ opus.*\r\n)/,
        `$1a=rtpmap:${this.eventType} telephone-event/48000\r\na=fmtp:${this.eventType} 0-16\r\n`,
      );
    return this.relay?.toSwitch(sdp) ?? sdp;
  }

  take(told: string): void {
    const asTold = told
      // RFC 4585 allows a star for "all payload types"; libdatachannel wants a number.
      .replace(/a=rtcp-fb:\* .*\r\n/g, '')
      // Who knows ICE only by candidates names the machine's address, where we are bound to another of it.
      .replace(/(a=candidate:\S+ \d+ \S+ \d+ )\S+/g, this.offersCandidates ? `$1${this.bindAddress}` : '$&');
    const sdp = this.relay?.fromSwitch(asTold) ?? asTold;
    if (this.connection.signalingState() === 'have-local-offer') this.connection.setRemoteDescription(sdp, 'answer');
    else if (this.connection.remoteDescription() === null) {
      const mid = /a=mid:(\S+)/.exec(sdp)?.[1] ?? '0';
      this.opusType = Number(/a=rtpmap:(\d+) opus\//i.exec(sdp)?.[1] ?? usualOpusType);
      this.eventType = Number(/a=rtpmap:(\d+) telephone-event\/48000/i.exec(sdp)?.[1] ?? usualEventType);
      this.connection.setRemoteDescription(sdp, 'offer');
      this.addTrack(mid);
    }
  }

  private addTrack(mid: string): void {
    const audio = new Audio(mid, 'SendRecv');
    audio.addOpusCodec(this.opusType);
    audio.addSSRC(this.rtp.ssrc, 'phone', 'phone', 'phone');
    const track = this.connection.addTrack(audio);
    this.track = track;
    track.onOpen(() => {
      if (track !== this.track || this.closed) return;
      this.isOpen = true;
      this.wake();
    });
    track.onClosed(() => undefined);
    track.onMessage((packet) => this.receive(packet));
  }

  private async gathered(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.connection.onGatheringStateChange((state) => state === 'complete' && resolve());
      if (this.connection.gatheringState() === 'complete') resolve();
    });
  }

  /** Sends a tone until told otherwise; 0 Hz is silence that is sent. */
  sendTone(hz: number): void {
    const frames = toneFrames(hz);
    let at = 0;
    const startMs = performance.now();
    let ticks = 0;
    this.stopSending();
    this.sender = setInterval(() => {
      // As many frames as the time that passed asks for: timers of a busy machine come late.
      for (; ticks * 20 <= performance.now() - startMs; ticks += 1) {
        const frame = frames[at % frames.length];
        if (frame === undefined || !this.isOpen) continue;
        at += 1;
        this.send(this.opusType, frame, false);
        this.counts.sent += 1;
        this.rtp.timestamp = (this.rtp.timestamp + frameSamples) >>> 0;
      }
    }, 20);
  }

  stopSending(): void {
    if (this.sender !== null) clearInterval(this.sender);
    this.sender = null;
  }

  /** Sends one audio payload at once (load tests keep their own time). */
  sendFrame(payload: Buffer): void {
    if (!this.isOpen) return;
    this.send(this.opusType, payload, false);
    this.counts.sent += 1;
    this.rtp.timestamp = (this.rtp.timestamp + frameSamples) >>> 0;
  }

  /** RFC 4733 events; 60 ms each. */
  async sendDigits(digits: string): Promise<void> {
    for (const digit of digits) {
      const event = '0123456789*#ABCD'.indexOf(digit);
      // The event keeps the time it began at while the audio's goes on.
      const { timestamp } = this.rtp;
      for (const [step, duration] of [960, 1920, 2880, 2880, 2880].entries()) {
        this.send(
          this.eventType,
          Buffer.from([event, (step >= 2 ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]),
          step === 0,
          timestamp,
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      this.rtp.timestamp = (this.rtp.timestamp + 4 * frameSamples) >>> 0;
    }
  }

  private send(payloadType: number, payload: Buffer, marker: boolean, timestamp = this.rtp.timestamp): void {
    if (this.closed || this.paused || this.track === null || !this.isOpen) return;
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = (marker ? 0x80 : 0) | payloadType;
    this.rtp.sequence = (this.rtp.sequence + 1) & 0xffff;
    header.writeUInt16BE(this.rtp.sequence, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(this.rtp.ssrc, 8);
    try {
      this.track.sendMessageBinary(Buffer.concat([header, payload]));
    } catch {
      // The track closed in between, in the library's own thread.
    }
  }

  private receive(packet: Buffer): void {
    const type = (packet[1] ?? 0) & 0x7f;
    if (packet.length < 13 || ((packet[1] ?? 0) >= 192 && (packet[1] ?? 0) <= 223)) return;
    const sequence = packet.readUInt16BE(2);
    this.counts.received += 1;
    if (this.counts.highest >= 0) {
      const step = (sequence - this.counts.highest) & 0xffff;
      if (step > 0 && step < 0x8000) {
        this.counts.lost += step - 1;
        this.counts.highest = sequence;
      } else if (step !== 0) this.counts.lost -= 1;
    } else this.counts.highest = sequence;
    const payload = packet.subarray(12);
    if (type === this.eventType) this.receiveEvent(payload, packet.readUInt32BE(4));
    else {
      this.onAudio?.(payload, sequence);
      if (this.listeners > 0 || this.meters.size > 0) this.decode(payload);
    }
    this.wake();
  }

  private receiveEvent(payload: Buffer, timestamp: number): void {
    if (timestamp === this.lastEvent) return;
    this.lastEvent = timestamp;
    this.digits.push('0123456789*#ABCD'[payload[0] ?? 99] ?? '?');
  }

  private decode(payload: Buffer): void {
    this.decoder ??= new OpusScript(rate, 1, OpusScript.Application.AUDIO);
    const pcm = this.decoder.decode(payload);
    const step = rate / analysisRate;
    const samples = new Float64Array(Math.floor(pcm.length / 2 / step));
    for (let i = 0; i < samples.length; i += 1) {
      for (let j = 0; j < step; j += 1)
        samples[i] = (samples[i] ?? 0) + pcm.readInt16LE((i * step + j) * 2) / 32_768 / step;
    }
    for (const meter of this.meters) meter.add(samples);
    const atMs = performance.now();
    this.heard = [...this.heard.filter((part) => atMs - part.atMs < windowMs), { atMs, samples }];
  }

  /** What was heard in the last 400 ms. Time without packets counts as silence. */
  private analysis(): SoundAnalysis {
    const parts = this.heard.filter((part) => performance.now() - part.atMs < windowMs);
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.samples.length, 0));
    parts.reduce((at, part) => (all.set(part.samples, at), at + part.samples.length), 0);
    // A few packets are no sound yet: neither a verdict of tone nor of music may rest on them.
    return parts.length < 8 ? { level: parts.length === 0 ? -100 : -99, ...nothingHeard } : analyse(all);
  }

  /** Resolves when `matches` says yes to what is heard; rejects with what was heard last after `timeoutMs`. */
  async listen(matches: (sound: SoundAnalysis) => boolean, timeoutMs: number, what: string): Promise<SoundAnalysis> {
    this.listeners += 1;
    this.heard = [];
    const startMs = performance.now();
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        const sound = this.analysis();
        // A whole window must have passed, else what was before decides, or nothing does.
        if (performance.now() - startMs > windowMs && matches(sound)) return sound;
        // Nothing will be heard any more.
        const isOver = this.closed && performance.now() - startMs > windowMs;
        if (!isOver && performance.now() - startMs <= timeoutMs) continue;
        throw new Error(`waited ${isOver ? 'in vain' : `${timeoutMs} ms`} for ${what}, heard ${JSON.stringify(sound)}`);
      }
    } finally {
      this.listeners -= 1;
    }
  }

  /** From now on; the level so far is asked for at any time. */
  measure(hz: number): Loudest {
    const meter = new Loudest(hz);
    this.meters.add(meter);
    return meter;
  }

  /** Its level stays as it is. */
  forget(meter: Loudest): void {
    this.meters.delete(meter);
  }

  /** Resolves when the condition holds; looked at when a packet or digit comes. */
  until(condition: () => boolean, timeoutMs: number, explain: () => string): Promise<void> {
    return this.waiters.until(condition, timeoutMs, explain);
  }

  private wake(): void {
    this.waiters.wake();
  }

  stats(): MediaStats {
    const { sent, received, lost } = this.counts;
    return { sent, received, lost };
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.isOpen = false;
    this.stopSending();
    this.decoder?.delete();
    this.decoder = null;
    // A track that is not closed keeps the process alive.
    this.track?.close();
    this.connection.close();
    this.relay?.close();
  }
}

const toneCache = new Map<number, Buffer[]>();

/** One second of a tone; whole Hz, so that it loops without a click. */
export function toneFrames(hz: number): Buffer[] {
  const cached = toneCache.get(hz);
  if (cached !== undefined) return cached;
  const encoder = new OpusScript(rate, 1, OpusScript.Application.AUDIO);
  encoder.setBitrate(32_000);
  const frames = Array.from({ length: 50 }, (_, frame) => {
    const pcm = Buffer.alloc(frameSamples * 2);
    for (let i = 0; i < frameSamples; i += 1)
      pcm.writeInt16LE(
        Math.round((hz === 0 ? 0 : 9000) * Math.sin((2 * Math.PI * hz * (frame * frameSamples + i)) / rate)),
        i * 2,
      );
    return Buffer.from(encoder.encode(pcm, frameSamples));
  });
  encoder.delete();
  toneCache.set(hz, frames);
  return frames;
}
