import { Audio, PeerConnection as Library, type Track } from 'node-datachannel';
import { payloadBytes } from '../load-packets.part';

/**
 * In the place of `node-datachannel` in a switch under load: notes when a packet enters our JavaScript, when it is
 * handed on and when that is done. Every seventh is enough, and keeps what this costs small.
 */
const headerBytes = 12;
const every = 7;
const most = 20_000;
/**
 * Four a packet: the time in it, entered, handed on, done; milliseconds of the machine's monotonic clock but for the
 * first.
 */
const notes = new Float64Array(4 * most);
let count = 0;
let seen = 0;
let current: { readonly stampMs: number; readonly enteredMs: number } | null = null;
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

class PeerConnection extends Library {
  override addTrack(media: Parameters<Library['addTrack']>[0]): Track {
    const track = super.addTrack(media);
    const [onMessage, send] = [track.onMessage.bind(track), track.sendMessageBinary.bind(track)];
    const take = (listener: (packet: Buffer) => void) => onMessage((packet) => enter(packet, listener));
    // What the library defines cannot be assigned to.
    Object.defineProperty(track, 'onMessage', { value: take });
    Object.defineProperty(track, 'sendMessageBinary', { value: (packet: Buffer) => handOn(() => send(packet)) });
    return track;
  }
}

function enter(packet: Buffer, listener: (packet: Buffer) => void): void {
  const isNoted = packet.length === headerBytes + payloadBytes && (seen += 1) % every === 0 && count < most;
  current = isNoted ? { stampMs: packet.readDoubleBE(headerBytes + 8), enteredMs: nowMs() } : null;
  listener(packet);
  current = null;
}

function handOn(send: () => boolean): boolean {
  if (current === null) return send();
  const handedOnMs = nowMs();
  const result = send();
  notes.set([current.stampMs, current.enteredMs, handedOnMs, nowMs()], 4 * count);
  count += 1;
  return result;
}

process.on('message', (wanted) => {
  if (wanted === 'packets') process.send?.([...notes.subarray(0, 4 * count)]);
});

export { Audio, PeerConnection };
