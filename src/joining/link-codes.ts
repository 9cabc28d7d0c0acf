import { createHash, randomInt } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LinkCode } from '../contract/joining/joining';
import { linkCodeLastsMs, linkCodePrefix } from '../contract/joining/limits';
import { createBuckets } from '../limits/bucket';
import { deleteInParts } from '../limits/delete-in-parts';
import type { AuditLog } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';

export interface LinkCodesDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly audit: AuditLog;
}

interface Dialler {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly displayName: string;
}

export interface LinkCodes {
  /** A new one for the account, in place of the one before. */
  make(organisationId: OrganisationId, objectId: string): Promise<LinkCode>;
  /**
   * What somebody's phone has dialled: true = the account that the code is of is theirs now; false = it is not, and
   * whoever dials learns nothing else, whether the code is of nobody, is over, or the phone's owner has an account
   * already; null = it is no such code.
   */
  dialled(by: Dialler, digits: string): Promise<boolean | null>;
  /** Takes away those that are over. */
  purge(): Promise<void>;
}

/** Those from one phone, and from all of an organisation, before nothing is looked at for a while. */
const tries = { burst: 5, perSecond: 5 / (linkCodeLastsMs / 1_000) };
const triesOfAll = { burst: 40, perSecond: 40 / (linkCodeLastsMs / 1_000) };
const digitsOfCode = 6;

export function createLinkCodes({ db, clock, audit }: LinkCodesDeps): LinkCodes {
  const wrong = { by: createBuckets(clock, tries), in: createBuckets(clock, triesOfAll) };
  return {
    make: (organisationId, objectId) => make(db, organisationId, objectId),
    purge: () => purge(db),
    async dialled(by, digits) {
      if (!digits.startsWith(linkCodePrefix)) return null;
      const code = digits.slice(linkCodePrefix.length).replace(/#$/, '');
      const buckets = [wrong.by.of(by.userId), wrong.in.of(by.organisationId)];
      if (buckets.some((bucket) => bucket.waitMs() > 0)) return false;
      // Taken before it is looked at: of a hundred that come at once no more are looked at than of a hundred in turn.
      for (const bucket of buckets) bucket.take();
      return /^[0-9]{6}$/.test(code) && db.transaction().execute((transaction) => link(transaction, audit, by, code));
    },
  };
}

/** Codes that are in use are few: one that somebody else has already is drawn anew. */
async function make(db: Kysely<Database>, organisationId: OrganisationId, objectId: string): Promise<LinkCode> {
  await purge(db);
  for (;;) {
    const code = String(randomInt(10 ** digitsOfCode)).padStart(digitsOfCode, '0');
    const digest = digestOf(organisationId, code);
    const found = await sql<{ readonly expires_at: Date }>`
      insert into link_code (organisation_id, entra_object_id, digest, expires_at)
      select ${organisationId}, ${objectId}, ${digest}, now() + ${linkCodeLastsMs} * interval '1 ms'
      where not exists (select from link_code where organisation_id = ${organisationId} and digest = ${digest}
        and entra_object_id <> ${objectId})
      on conflict (organisation_id, entra_object_id)
        do update set digest = excluded.digest, expires_at = excluded.expires_at
      returning expires_at`.execute(db);
    const [row] = found.rows;
    if (row !== undefined) return { code, expiresAtMs: row.expires_at.getTime() };
  }
}

const purge = (db: Kysely<Database>): Promise<void> => deleteInParts(db, 'link_code', sql`expires_at < now()`);

async function link(
  transaction: Transaction<Database>,
  audit: AuditLog,
  { organisationId, userId, displayName }: Dialler,
  code: string,
): Promise<boolean> {
  const linked = await sql<{ readonly entra_object_id: string }>`
    update app_user set entra_object_id = link_code.entra_object_id
    from link_code
    where app_user.organisation_id = ${organisationId} and app_user.id = ${userId}
      and app_user.entra_object_id is null and app_user.deactivated_at is null
      and link_code.organisation_id = ${organisationId} and link_code.digest = ${digestOf(organisationId, code)}
      and link_code.expires_at > now()
      and not exists (select from app_user as other where other.organisation_id = ${organisationId}
        and other.entra_object_id = link_code.entra_object_id)
    returning link_code.entra_object_id`.execute(transaction);
  const [row] = linked.rows;
  if (row === undefined) return false;
  for (const table of ['link_code', 'link_request'] as const)
    await transaction
      .deleteFrom(table)
      .where('organisation_id', '=', organisationId)
      .where('entra_object_id', '=', row.entra_object_id)
      .execute();
  await audit.record(transaction, organisationId, {
    actor: { userId, roles: ['user'] },
    action: 'link.added',
    object: { kind: 'person', id: userId, name: displayName },
    source: 'phone',
  });
  return true;
}

const digestOf = (organisationId: OrganisationId, code: string): string =>
  createHash('sha256').update(`${organisationId} ${code}`).digest('hex');
