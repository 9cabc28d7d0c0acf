import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { OrganisationId, UserId } from '../contract/ids';
import type { SoundAddress, SoundQuery } from '../contract/sounds/sounds';
import type { FileId } from '../sound/file-names';
import type { Clock } from '../ports/clock';

/** Long enough to listen to what it is of twice; the address is asked for anew after that. */
const validForMs = 600_000;

export interface Listener {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

/**
 * Addresses of sounds for players, which cannot show a token: each holds for one person, one file of one kind and
 * some minutes, by an HMAC over all of that.
 */
export interface SoundAddresses {
  sign(listener: Listener, id: FileId): SoundAddress;
  /** Whom an address was made for; null: it is none of ours, or it holds no more. */
  open(id: FileId, query: SoundQuery): Listener | null;
}

/**
 * @param secrets of the server: the first one signs, all of them open
 * @param path below which the sounds are
 */
export function createSoundAddresses(
  secrets: readonly string[],
  clock: Pick<Clock, 'nowMs'>,
  path: string,
): SoundAddresses {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'vaxel sound addresses', 32)));
  const [newest] = keys;
  if (newest === undefined) throw new RangeError('addresses without a key');
  return {
    sign({ organisationId, userId }, id) {
      const expiresAtMs = clock.nowMs() + validForMs;
      const said = { organisation: organisationId, user: userId, expires: String(expiresAtMs) };
      const signature = signatureOf(newest, `${path}/${id}`, said).toString('base64url');
      return { url: `${path}/${id}?${new URLSearchParams({ ...said, signature }).toString()}`, expiresAtMs };
    },
    open(id, { organisation, user, expires = 0, signature = '' }) {
      if (organisation === undefined || user === undefined || expires <= clock.nowMs()) return null;
      const given = Buffer.from(signature, 'base64url');
      const said = { organisation, user, expires: String(expires) };
      const isOurs = keys.some((key) => isEqual(signatureOf(key, `${path}/${id}`, said), given));
      return isOurs ? { organisationId: organisation, userId: user } : null;
    },
  };
}

const signatureOf = (
  key: Buffer,
  address: string,
  { organisation, user, expires }: { readonly organisation: string; readonly user: string; readonly expires: string },
): Buffer => createHmac('sha256', key).update([organisation, user, address, expires].join('\n')).digest();

const isEqual = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
