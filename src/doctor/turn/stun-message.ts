import { createHmac, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';

/**
 * STUN messages (RFC 8489 §5) as far as a client of TURN (RFC 8656) needs them. No package of npm that is kept speaks
 * both; node-turn, which the tests use, is a server only.
 */
export const methods = { binding: 0x001, allocate: 0x003, refresh: 0x004 } as const;

const attributeTypes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedTransport: 0x0019,
  mappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const;

const cookie = 0x2112_a442;
export const headerBytes = 20;
const integrityBytes = 20;
/** UDP, the one transport that browsers ask a relay for. */
const relayOverUdp = Buffer.from([17, 0, 0, 0]);

/** Long-term credentials (RFC 8489 §9.2), with what the server has said of itself. */
export interface Login {
  readonly username: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: string;
}

export interface StunRequest {
  readonly method: (typeof methods)[keyof typeof methods];
  readonly login?: Login;
  /** Seconds, of an allocation; 0 gives it back. */
  readonly lifetime?: number;
}

export interface StunResponse {
  readonly method: number;
  readonly isError: boolean;
  /** 0 where there is none. */
  readonly errorCode: number;
  readonly errorText: string;
  readonly realm: string | null;
  readonly nonce: string | null;
  /** Where the relay receives for us. */
  readonly relayedAddress: string | null;
  /** Our own address as the server sees it. */
  readonly mappedAddress: string | null;
}

export interface EncodedRequest {
  readonly bytes: Buffer;
  readonly transactionId: Buffer;
}

/** A request, with MESSAGE-INTEGRITY where there is a login. */
export function encodeRequest({ method, login, lifetime }: StunRequest): EncodedRequest {
  const transactionId = randomBytes(12);
  const attributes = [
    ...(method === methods.allocate ? [attribute(attributeTypes.requestedTransport, relayOverUdp)] : []),
    ...(lifetime === undefined ? [] : [attribute(attributeTypes.lifetime, uint32(lifetime))]),
  ];
  if (login === undefined) return { bytes: message(method, transactionId, Buffer.concat(attributes)), transactionId };
  attributes.push(
    attribute(attributeTypes.username, Buffer.from(login.username)),
    attribute(attributeTypes.realm, Buffer.from(login.realm)),
    attribute(attributeTypes.nonce, Buffer.from(login.nonce)),
  );
  const body = Buffer.concat(attributes);
  // It is made over a header whose length counts it already.
  const signed = message(method, transactionId, body, body.length + 4 + integrityBytes);
  const integrity = createHmac('sha1', keyOf(login)).update(signed).digest();
  const bytes = Buffer.concat([signed, attribute(attributeTypes.messageIntegrity, integrity)]);
  return { bytes, transactionId };
}

/**
 * What a server has answered to this request; null for anything else that arrived, and for an answer whose integrity
 * is wrong where the login says what it has to be.
 */
export function decodeResponse(bytes: Buffer, { transactionId }: EncodedRequest, login?: Login): StunResponse | null {
  if (bytes.length < headerBytes || bytes.readUInt32BE(4) !== cookie) return null;
  if (bytes.readUInt16BE(2) + headerBytes !== bytes.length || !bytes.subarray(8, 20).equals(transactionId)) return null;
  const type = bytes.readUInt16BE(0);
  const messageClass = ((type & 0x0100) >> 7) | ((type & 0x0010) >> 4);
  if (messageClass < 2) return null;
  const found = attributesOf(bytes);
  const isError = messageClass === 3;
  if (found === null || (!isError && login !== undefined && !isWhole(bytes, found, login))) return null;
  const text = (which: number) => found.get(which)?.value.toString() ?? null;
  const error = found.get(attributeTypes.errorCode)?.value;
  return {
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    isError,
    errorCode: error === undefined || error.length < 4 ? 0 : (error.readUInt8(2) & 7) * 100 + error.readUInt8(3),
    errorText: error?.subarray(4).toString() ?? '',
    realm: text(attributeTypes.realm),
    nonce: text(attributeTypes.nonce),
    relayedAddress: addressOf(found.get(attributeTypes.relayedAddress)?.value, transactionId),
    mappedAddress: addressOf(found.get(attributeTypes.mappedAddress)?.value, transactionId),
  };
}

/** The bytes of the message that begins a stream, header included; null while too little has come to tell. */
export const messageLength = (bytes: Buffer): number | null =>
  bytes.length < headerBytes ? null : headerBytes + bytes.readUInt16BE(2);

interface Attribute {
  readonly value: Buffer;
  /** Of its first byte in the message. */
  readonly offset: number;
}

/** The first of each kind; null for a message that is not whole. */
function attributesOf(bytes: Buffer): Map<number, Attribute> | null {
  const found = new Map<number, Attribute>();
  let offset = headerBytes;
  while (offset + 4 <= bytes.length) {
    const [type, length] = [bytes.readUInt16BE(offset), bytes.readUInt16BE(offset + 2)];
    if (offset + 4 + length > bytes.length) return null;
    if (!found.has(type)) found.set(type, { value: bytes.subarray(offset + 4, offset + 4 + length), offset });
    offset += 4 + length + padding(length);
  }
  return found;
}

function isWhole(bytes: Buffer, found: Map<number, Attribute>, login: Login): boolean {
  const integrity = found.get(attributeTypes.messageIntegrity);
  if (integrity?.value.length !== integrityBytes) return false;
  const signed = Buffer.from(bytes.subarray(0, integrity.offset));
  signed.writeUInt16BE(integrity.offset - headerBytes + 4 + integrityBytes, 2);
  return timingSafeEqual(createHmac('sha1', keyOf(login)).update(signed).digest(), integrity.value);
}

const keyOf = ({ username, realm, password }: Login): Buffer =>
  createHash('md5').update(`${username}:${realm}:${password}`).digest();

/** XOR-MAPPED-ADDRESS and its like, RFC 8489 §14.2, as `address:port`. */
function addressOf(value: Buffer | undefined, transactionId: Buffer): string | null {
  if (value === undefined || value.length < 8) return null;
  const port = value.readUInt16BE(2) ^ (cookie >>> 16);
  const key = Buffer.concat([uint32(cookie), transactionId]);
  const plain = Buffer.from(value.subarray(4).map((byte, index) => byte ^ (key[index] ?? 0)));
  if (value.readUInt8(1) === 1) return `${plain.subarray(0, 4).join('.')}:${port}`;
  if (plain.length < 16) return null;
  const groups = Array.from({ length: 8 }, (_, index) => plain.readUInt16BE(index * 2).toString(16));
  return `[${groups.join(':')}]:${port}`;
}

function message(method: number, transactionId: Buffer, body: Buffer, length = body.length): Buffer {
  const header = Buffer.alloc(headerBytes);
  // Of the small numbers above, the bits of the class lie between none.
  header.writeUInt16BE(method, 0);
  header.writeUInt16BE(length, 2);
  header.writeUInt32BE(cookie, 4);
  transactionId.copy(header, 8);
  return Buffer.concat([header, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(padding(value.length))]);
}

const padding = (length: number): number => (4 - (length % 4)) % 4;

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** An address of networks that the internet does not lead to (RFC 1918, RFC 6598, loopback, link-local). */
export function isPrivateAddress(address: string): boolean {
  const host = address.replace(/:\d+$/, '').replace(/[[\]]/g, '');
  if (!isIPv4(host)) return /^(?:::1$|0:0:0:0:0:0:0:1$|fe[89ab]|f[cd])/i.test(host);
  const [first = 0, second = 0] = host.split('.').map(Number);
  return (
    [10, 127].includes(first) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second < 128)
  );
}
