import { concealment, packetSamples, samplesPerMs } from './opus-packets';

/** What a track needs of an RTP packet (RFC 3550 §5.1). */
export interface TimedPacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
}

/** How long a packet that is missing is waited for, as a receiver's jitter buffer would, and by how many at most. */
const reorderMs = 100;
const mostWaiting = 50;
/** A place further than this behind the time is that of another stream, or of a device whose clock is wrong. */
const strayMs = 1000;
/** So is one further than this ahead of it: what was said before the track began may lie unread when it does. */
const aheadMs = 200;
/** So is a number further than this from the one before (RFC 3550 A.1, MAX_DROPOUT). */
const mostSkipped = 3000;
/** An Opus frame of 20 ms that says nothing (RFC 6716 §3.1: CELT, full band, mono). */
const silentFrame = Buffer.from([0xf8, 0xff, 0xfe]);

/**
 * What comes over the wire as one row of packets without holes: in the order of their numbers, each once, at the place
 * that its timestamp says, with concealment for what is missing (RFC 7845 §4.1). The track begins at `beginMs` of both
 * times.
 */
export interface Track {
  /**
   * @param nowMs time in which we listened (listening.ts): what was said while we did not run is read later, and not
   *   late
   * @param passedMs time that has passed: by that much may have been said
   */
  take(packet: TimedPacket, nowMs: number, passedMs?: number): void;
  /** Nothing more comes of the time before: what is missing of it is concealed. */
  fill(untilMs: number): void;
  /** Gives what still waits for a packet before it. A track of nothing has one frame of silence. */
  finish(): void;
}

/** A packet, its numbers counted on beyond their wrap; `place` and `length` in samples. */
interface Placed {
  readonly order: number;
  readonly place: number;
  readonly length: number;
  readonly payload: Buffer;
  readonly atMs: number;
}

export function createTrack(beginMs: number, onPacket: (packet: Buffer) => void): Track {
  let last: Buffer = silentFrame;
  let samples = 0;

  function put(packet: Buffer, length: number): void {
    onPacket(packet);
    samples += length;
  }

  const row = createRow(({ place, length, payload }) => {
    // Of two that say the same time the first is heard.
    if (place + length <= samples) return;
    if (place > samples)
      for (const packet of concealment(last, place - samples)) put(packet, packetSamples(packet) ?? 0);
    put(payload, length);
    last = payload;
  });
  const streams = createStreams();

  return {
    take(packet, nowMs, passedMs = nowMs) {
      const length = packetSamples(packet.payload);
      if (length === null) return;
      const at = (ms: number): number => Math.round((ms - beginMs) * samplesPerMs) - length;
      const due = { earliest: at(nowMs), latest: at(passedMs) };
      // Nobody says more than there is time for.
      if (samples - due.latest > aheadMs * samplesPerMs) return;
      let where = streams.find(packet, due);
      if (where === null) {
        row.giveAll();
        where = streams.begin(packet, { order: row.next(), place: Math.max(due.earliest, samples) });
      }
      const { order, place } = where;
      row.take({ order, place, length, payload: packet.payload, atMs: nowMs });
    },
    fill(untilMs) {
      row.giveAll();
      for (const packet of concealment(last, Math.round((untilMs - beginMs) * samplesPerMs) - samples))
        put(packet, packetSamples(packet) ?? 0);
    },
    finish() {
      row.giveAll();
      if (samples === 0) put(silentFrame, packetSamples(silentFrame) ?? 0);
    },
  };
}

type Where = Pick<Placed, 'order' | 'place'>;
/** Between which places a packet lies that comes now. */
interface Due {
  readonly earliest: number;
  readonly latest: number;
}

/** Where the packets of a stream lie, counted on from its first. */
function createStreams() {
  let newest: (Omit<TimedPacket, 'payload'> & Where) | null = null;
  const begin = ({ sequence, timestamp, ssrc }: TimedPacket, { order, place }: Where): Where => {
    newest = { sequence, timestamp, ssrc, order, place };
    return newest;
  };
  return {
    begin,
    /** Null when another stream begins with it; `due` is where it would lie by the time. */
    find(packet: TimedPacket, { earliest, latest }: Due): Where | null {
      if (newest?.ssrc !== packet.ssrc) return null;
      const step = wrapped(packet.sequence - newest.sequence, 16);
      const place = newest.place + wrapped(packet.timestamp - newest.timestamp, 32);
      const isStray = earliest - place > strayMs * samplesPerMs || place - latest > aheadMs * samplesPerMs;
      if (Math.abs(step) > mostSkipped || isStray) return null;
      const where = { order: newest.order + step, place };
      return step > 0 ? begin(packet, where) : where;
    },
  };
}

/** Puts packets in order, each once; what comes later than the one after it has been given is left out. */
function createRow(give: (packet: Placed) => void) {
  /** In order; each waits for one before it. */
  const waiting: Placed[] = [];
  let next = 0;

  function giveOne(packet: Placed): void {
    next = packet.order + 1;
    give(packet);
  }

  function giveFirst(): void {
    const first = waiting.shift();
    if (first !== undefined) giveOne(first);
  }

  return {
    next: () => next,
    take(packet: Placed): void {
      // As nearly all do: fifty a second for each side of a call.
      if (packet.order === next && waiting.length === 0) return giveOne(packet);
      if (packet.order < next || waiting.some(({ order }) => order === packet.order)) return;
      const after = waiting.findIndex(({ order }) => order > packet.order);
      waiting.splice(after < 0 ? waiting.length : after, 0, packet);
      const isReady = (first: Placed): boolean =>
        first.order === next || packet.atMs - first.atMs >= reorderMs || waiting.length > mostWaiting;
      for (let [first] = waiting; first !== undefined && isReady(first); [first] = waiting) giveFirst();
    },
    giveAll(): void {
      while (waiting.length > 0) giveFirst();
    },
  };
}

/** A difference of two numbers of so many bits, the short way round. */
function wrapped(difference: number, bits: number): number {
  const turn = 2 ** bits;
  const ahead = ((difference % turn) + turn) % turn;
  return ahead >= turn / 2 ? ahead - turn : ahead;
}
