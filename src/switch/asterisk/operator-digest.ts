import { createHash, randomBytes } from 'node:crypto';

/** The best first (RFC 8760 section 2.4). */
const algorithms = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
] as const;

interface Login {
  readonly login: string;
  readonly password: string;
  readonly uri: string;
}

/** The header field that answers a challenge to a REGISTER (RFC 3261 section 22); null: in no way that is known. */
export function answerTo(challenged: string, { login, password, uri }: Login): string | null {
  const challenges = [...challenged.matchAll(/^(WWW|Proxy)-Authenticate:\s*Digest\s+([^\r\n]{1,2000})/gim)];
  for (const [name, hashName] of algorithms) {
    for (const [, kind = '', text = ''] of challenges) {
      const fields = fieldsOf(text);
      if ((fields.get('algorithm') ?? 'MD5').toUpperCase() !== name) continue;
      const [realm = '', nonce = ''] = [fields.get('realm'), fields.get('nonce')];
      const hash = (...parts: readonly string[]): string => createHash(hashName).update(parts.join(':')).digest('hex');
      const secret = hash(login, realm, password);
      const what = hash('REGISTER', uri);
      const isNumbered = /(?:^|,)\s*auth\s*(?:,|$)/i.test(fields.get('qop') ?? '');
      const cnonce = randomBytes(8).toString('hex');
      const response = isNumbered ? hash(secret, nonce, '00000001', cnonce, 'auth', what) : hash(secret, nonce, what);
      const opaque = fields.get('opaque');
      return [
        `${/^www$/i.test(kind) ? '' : 'Proxy-'}Authorization: Digest username=${quoted(login)}`,
        `realm=${quoted(realm)}`,
        `nonce=${quoted(nonce)}`,
        `uri=${quoted(uri)}`,
        `response="${response}"`,
        `algorithm=${name}`,
        ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
        ...(isNumbered ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
      ].join(', ');
    }
  }
  return null;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

function fieldsOf(challenge: string): ReadonlyMap<string, string> {
  const found = challenge.matchAll(/([a-z]{1,32})\s{0,9}=\s{0,9}(?:"((?:[^"\\]|\\.){0,512})"|([^\s,"]{1,512}))/gi);
  return new Map(
    [...found].map(([, name = '', inQuotes, bare]) => [
      name.toLowerCase(),
      (inQuotes ?? bare ?? '').replaceAll(/\\(.)/g, '$1'),
    ]),
  );
}
