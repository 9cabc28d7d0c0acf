import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type CryptoKey,
  type JWK,
} from 'jose';

/** The one key that signs everything in the local workplace. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The public half as it stands in a JWK set. */
  readonly publicJwk: JWK;
}

/**
 * Reads the RS256 key from the data folder, or makes one there that only this user can read. It is kept so that tokens
 * which windows hold stay valid when the server restarts.
 */
export async function loadSigningKey(dataFolder: string): Promise<SigningKey> {
  const path = join(dataFolder, 'local-issuer-key.pem');
  const pem = (await readExisting(path)) ?? (await createKey(dataFolder, path));
  const privateKey = await importPKCS8(pem, 'RS256', { extractable: true });
  const { kty, n, e } = await exportJWK(privateKey);
  const publicPart = { kty: kty ?? 'RSA', n: n ?? '', e: e ?? '' };
  const kid = await calculateJwkThumbprint(publicPart);
  return { kid, privateKey, publicJwk: { ...publicPart, kid, alg: 'RS256', use: 'sig' } };
}

async function readExisting(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function createKey(dataFolder: string, path: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const pem = await exportPKCS8(privateKey);
  await mkdir(dataFolder, { recursive: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(pem);
  } finally {
    await file.close();
  }
  return pem;
}
