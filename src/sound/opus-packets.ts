/** Opus counts at 48 kHz, whatever it carries (RFC 7845 §4). */
export const samplesPerMs = 48;
/** The longest packet (RFC 6716 §3.2). */
const mostSamples = 120 * samplesPerMs;
/** The longest frame in bytes (RFC 6716 §3.2.1), and how many there may be in a packet: 48 of 2.5 ms. */
const mostFrameBytes = 1275;
const mostFrames = 48;

/** Samples of a frame, by the configuration in its TOC byte (RFC 6716 §3.1, table 2). */
function frameSamples(toc: number): number {
  const configuration = toc >> 3;
  // SILK 10, 20, 40, 60 ms; hybrid 10, 20 ms; CELT 2.5, 5, 10, 20 ms.
  if (configuration < 12) return ([480, 960, 1920, 2880] as const)[(configuration & 3) as 0 | 1 | 2 | 3];
  if (configuration < 16) return (configuration & 1) === 0 ? 480 : 960;
  return 120 << (configuration & 3);
}

/** How long what begins so is, in samples, as it says itself; null when it says nothing. */
export function statedSamples([toc, count]: Buffer): number | null {
  if (toc === undefined) return null;
  const kind = toc & 3;
  if (kind === 3 && count === undefined) return null;
  return (kind === 0 ? 1 : kind < 3 ? 2 : (count ?? 0) & 0x3f) * frameSamples(toc);
}

/** How long a packet is, in samples; null when it is none (RFC 6716 §3.4). */
export function packetSamples(packet: Buffer): number | null {
  const [toc, count] = packet;
  if (toc === undefined) return null;
  const kind = toc & 3;
  if (kind === 3 && count === undefined) return null;
  const frames = kind === 0 ? 1 : kind < 3 ? 2 : (count ?? 0) & 0x3f;
  const samples = frames * frameSamples(toc);
  // Two frames of one length share what there is (§3.2.3, R3).
  const isEven = kind !== 1 || packet.length % 2 === 1;
  const fits =
    frames > 0 &&
    frames <= mostFrames &&
    samples <= mostSamples &&
    packet.length <= frames * mostFrameBytes + 2 + frames * 2;
  return fits && isEven ? samples : null;
}

/**
 * Packets that ask a decoder to conceal up to `samples` of loss after a packet (RFC 7845 §4.1): whole frames of the
 * length that it had, 120 ms at once, of no bytes. What is left of a frame is not asked for.
 */
export function concealment(after: Buffer, samples: number): readonly Buffer[] {
  const toc = (after[0] ?? 0) & 0xfc;
  const each = frameSamples(toc);
  const most = Math.floor(mostSamples / each);
  const packets: Buffer[] = [];
  for (let left = Math.floor(samples / each); left > 0; left -= most) {
    const frames = Math.min(left, most);
    packets.push(frames === 1 ? Buffer.from([toc]) : Buffer.from([toc | 3, frames]));
  }
  return packets;
}
