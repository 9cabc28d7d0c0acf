import { createHash } from 'node:crypto';

/** Namespace of every identifier of the local workplace (RFC 9562 §5.5). */
const namespace = Buffer.from('5a1c6c1e2b7d4f58a1f05d0c5a1e70ca', 'hex');

/** The same name gives the same UUID (version 5) on every machine, so links, tests and a second seed agree. */
export function stableId(name: string): string {
  const hash = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
