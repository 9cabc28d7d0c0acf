import { randomBytes, randomUUID } from 'node:crypto';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Looks like a token of Microsoft's for another person of the same organisation as the right one's, and is signed by
 * nobody.
 */
export function forgedToken(right: string, change: object = { oid: randomUUID() }): string {
  const [head = '', claims = ''] = right.split('.');
  const copied = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  return [head, part({ ...copied, ...change }), randomBytes(256).toString('base64url')].join('.');
}
