import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what has to be read again, such as the password at an operator: sealed, with a key that lies elsewhere. */
export interface Secrets {
  /** `of` names what it belongs to: moved to another row, it opens no more. */
  seal(text: string, of: string): Buffer;
  /** Null when it was sealed with another key, for something else, or is none. */
  open(sealed: Buffer, of: string): string | null;
}

const version = 1;
const [idLength, ivLength, tagLength] = [4, 12, 16];
const start = 1 + idLength;

interface Key {
  readonly id: Buffer;
  readonly key: Buffer;
}

/** AES-256-GCM with a key derived from each secret; the first one seals, all of them open. */
export function createSecrets(secrets: readonly string[]): Secrets {
  const keys = secrets.map(keyOf);
  const [newest] = keys;
  if (newest === undefined) throw new RangeError('secrets without a key');
  return {
    seal(text, of) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv).setAAD(Buffer.from(of));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), newest.id, iv, cipher.getAuthTag(), body]);
    },
    open(sealed, of) {
      const found = sealed[0] === version ? keys.find(({ id }) => id.equals(sealed.subarray(1, start))) : undefined;
      if (found === undefined || sealed.length < start + ivLength + tagLength) return null;
      const [iv, tag] = [sealed.subarray(start, start + ivLength), sealed.subarray(start + ivLength)];
      const decipher = createDecipheriv('aes-256-gcm', found.key, iv).setAAD(Buffer.from(of));
      decipher.setAuthTag(tag.subarray(0, tagLength));
      try {
        return Buffer.concat([decipher.update(tag.subarray(tagLength)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

function keyOf(secret: string): Key {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'vaxel secrets', 32));
  return { key, id: createHash('sha256').update(key).digest().subarray(0, idLength) };
}
