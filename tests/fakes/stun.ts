import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Messages of STUN (RFC 8489) as ICE has them (RFC 8445), as far as a phone of the tests needs them. */
const cookie = 0x2112a442;
const fingerprintMask = 0x5354554e;

export const stunTypes = { request: 0x0001, success: 0x0101, error: 0x0111 } as const;

const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  mapped: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  controlled: 0x8029,
  controlling: 0x802a,
} as const;

export interface StunMessage {
  readonly type: number;
  readonly transaction: Buffer;
  /** What the sender takes itself for; null when it does not say. */
  readonly isControlling: boolean | null;
  readonly errorCode: number | null;
}

/** Null for what is no STUN: DTLS or sound. */
export function readStun(packet: Buffer): StunMessage | null {
  if (packet.length < 20 || (packet[0] ?? 0) > 3 || packet.readUInt32BE(4) !== cookie) return null;
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= packet.length;) {
    const length = packet.readUInt16BE(at + 2);
    found.set(packet.readUInt16BE(at), packet.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const error = found.get(attributes.errorCode);
  return {
    type: packet.readUInt16BE(0),
    transaction: packet.subarray(8, 20),
    isControlling: found.has(attributes.controlling) ? true : found.has(attributes.controlled) ? false : null,
    errorCode: error === undefined ? null : (error[2] ?? 0) * 100 + (error[3] ?? 0),
  };
}

export interface Credentials {
  readonly ufrag: string;
  readonly pwd: string;
}

export const newCredentials = (): Credentials => ({
  ufrag: randomBytes(4).toString('hex'),
  pwd: randomBytes(12).toString('hex'),
});

/** A check of whoever has given us these credentials. */
export function bindingRequest(own: Credentials, other: Credentials, isControlling: boolean): Buffer {
  const priority = Buffer.alloc(4);
  priority.writeUInt32BE(0x6e0001ff);
  return written(stunTypes.request, randomBytes(12), other.pwd, [
    [attributes.username, Buffer.from(`${other.ufrag}:${own.ufrag}`)],
    [attributes.priority, priority],
    // The lowest tie-breaker: in doubt the other side is what it takes itself for.
    [isControlling ? attributes.controlling : attributes.controlled, Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])],
    ...(isControlling ? ([[attributes.useCandidate, Buffer.alloc(0)]] as const) : []),
  ]);
}

/** The answer to a check: where it came from. */
export function bindingSuccess(transaction: Buffer, own: Credentials, from: { address: string; port: number }): Buffer {
  const mapped = Buffer.alloc(8);
  mapped[1] = 1;
  mapped.writeUInt16BE(from.port ^ (cookie >>> 16), 2);
  const address = Buffer.from(from.address.split('.').map(Number)).readUInt32BE(0);
  mapped.writeUInt32BE((address ^ cookie) >>> 0, 4);
  return written(stunTypes.success, transaction, own.pwd, [[attributes.mapped, mapped]]);
}

type Attribute = readonly [type: number, value: Buffer];

function written(type: number, transaction: Buffer, key: string, content: readonly Attribute[]): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(type, 0);
  header.writeUInt32BE(cookie, 4);
  transaction.copy(header, 8);
  const plain = Buffer.concat([header, ...content.map(attribute)]);
  // Each of the two last is made over what comes before it, with a length that counts it already.
  const hash = createHmac('sha1', key).update(counted(plain, 24)).digest();
  const signed = Buffer.concat([plain, attribute([attributes.integrity, hash])]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc32(counted(signed, 8)) ^ fingerprintMask) >>> 0);
  return counted(Buffer.concat([signed, attribute([attributes.fingerprint, check])]), 0);
}

function attribute([type, value]: Attribute): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function counted(message: Buffer, more: number): Buffer {
  message.writeUInt16BE(message.length - 20 + more, 2);
  return message;
}
