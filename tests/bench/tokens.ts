import { verify } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { systemClock as clock } from '../../src/time/system-clock';
import type { OrganisationId, UserId } from '../../src/contract/ids';
import { createAuthenticate } from '../../src/identity/authenticate';
import { createTenantKeys } from '../../src/identity/tenant-keys';
import { createTokenValidator } from '../../src/identity/token-validator';
import { claimsV2, makeKey, signToken, startKeyServer, tokenSettings } from '../fakes/entra';
import { atMost, median, report } from './figure';

/** B12: what the check of a token costs against the bare signature, and how often it is done. */
const rounds = 5;
const perRound = 1_000;
const key = makeKey('bench');
const keyServer = await startKeyServer(() => [key]);
const validate = createTokenValidator(tokenSettings(keyServer.url), clock, ({ jwksUri }) =>
  createTenantKeys({ jwksUri, clock }),
);
const linked = { organisationId: randomUUID() as OrganisationId, userId: randomUUID() as UserId };
const newAuthentication = () => createAuthenticate({ validate, findLinkedUser: async () => linked, clock });
const newToken = () => signToken(key, claimsV2(Date.now(), { uti: randomUUID() }));

async function perSecond(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  for (let n = 0; n < perRound; n += 1) await work();
  return (perRound * 1000) / (performance.now() - startedMs);
}

const token = newToken();
const [head = '', body = '', signature = ''] = token.split('.');
const input = Buffer.from(`${head}.${body}`);
const signed = Buffer.from(signature, 'base64url');
const { authenticate: cached } = newAuthentication();
await validate(token);
const raw: number[] = [];
const checked: number[] = [];
const remembered: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  raw.push(await perSecond(() => verify('sha256', input, key.publicKey, signed)));
  checked.push(await perSecond(() => validate(token)));
  remembered.push(await perSecond(() => cached(token)));
}

// Windows as they come: the socket's hello and the first requests at once, more requests later, then the token is
// renewed.
const windows = 200;
const { authenticate, counters } = newAuthentication();
for (let window = 0; window < windows; window += 1) {
  for (const own of [newToken(), newToken()]) {
    await Promise.all(Array.from({ length: 6 }, () => authenticate(own)));
    for (let later = 0; later < 10; later += 1) await authenticate(own);
  }
}
await keyServer.close();

const each = counters().verifications / (windows * 2);
const peer = { what: 'raw crypto.verify', value: Math.round(median(raw)) };
report([
  {
    id: 'B12',
    what: 'signature checks for each connection and renewal (200 windows, 16 uses of each token)',
    value: each,
    unit: 'checks',
    goal: atMost(each, 1),
  },
  {
    id: null,
    what: 'tokens checked a second, signature and claims',
    value: Math.round(median(checked)),
    unit: '1/s',
    peer,
  },
  { id: null, what: 'tokens checked a second, remembered', value: Math.round(median(remembered)), unit: '1/s', peer },
]);
