import type { Kysely } from 'kysely';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { VaxelError } from '../contract/errors';
import type { ReadKeptCall } from '../calls/kept-routing';
import type { HistoryEntry, HistoryPage } from '../contract/history/history';
import type { Explanation } from '../contract/rules/explanation';
import type { Lines } from '../lines/lines';
import type { AuditLog, AuditObject } from '../ports/audit';
import type { Database } from '../ports/database';
import { explainCall, type ExplainDeps } from './explain';
import type { InGroups } from './in-groups';
import type { ChangedBy } from './service';

export interface WhyDeps extends ExplainDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly lines: Lines;
  readonly keptCall: ReadKeptCall;
  readonly storyOf: InGroups['storyOf'];
  /** The person's call list has this call. */
  isListed(
    person: { readonly organisationId: OrganisationId; readonly userId: UserId },
    callId: CallId,
  ): Promise<boolean>;
  latestCalls(
    person: { readonly organisationId: OrganisationId; readonly userId: UserId },
    limit: number,
  ): Promise<HistoryEntry[]>;
}

/**
 * Why a call in the reader's own list went where it went.
 * @throws VaxelError call.notFound when it is in no list of the reader's, or is not kept any more
 */
export async function why(
  deps: WhyDeps,
  reader: { readonly organisationId: OrganisationId; readonly userId: UserId },
  callId: CallId,
): Promise<Explanation> {
  const [isListed, kept, story] = await Promise.all([
    deps.isListed(reader, callId),
    deps.keptCall(reader.organisationId, callId),
    deps.storyOf(reader.organisationId, callId),
  ]);
  if (!isListed || !kept) throw new VaxelError('call.notFound');
  return explainCall(deps, kept.call, kept.routings, reader.userId, story);
}

/** Why a call of somebody's went where it went, for an administrator: told in the audit log. @throws as `why` */
export async function whyForAdministrator(
  deps: WhyDeps,
  organisationId: OrganisationId,
  callId: CallId,
  by: ChangedBy,
): Promise<Explanation> {
  const [kept, story] = await Promise.all([
    deps.keptCall(organisationId, callId),
    deps.storyOf(organisationId, callId),
  ]);
  if (!kept) throw new VaxelError('call.notFound');
  await tellExplained(deps, organisationId, by, {
    kind: 'call' as const,
    id: callId,
    name: kept.call.callee.name ?? '',
  });
  return explainCall(deps, kept.call, kept.routings, 'administrator', story);
}

/** How many of somebody's calls an administrator sees, to ask of one of them why. */
const latest = 20;

/** The latest calls of somebody, for an administrator: told in the audit log. @throws VaxelError request.notFound */
export async function callsForAdministrator(
  deps: WhyDeps,
  organisationId: OrganisationId,
  userId: UserId,
  by: ChangedBy,
): Promise<HistoryPage> {
  const person = await deps.db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select('contact.display_name as name')
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.id', '=', userId)
    .executeTakeFirst();
  // Who has left has no line, and a call list.
  if (person === undefined) throw new VaxelError('request.notFound');
  await tellExplained(deps, organisationId, by, { kind: 'person', id: userId, name: person.name }, 'calls.listed');
  return { entries: await deps.latestCalls({ organisationId, userId }, latest), next: null };
}

export const tellExplained = (
  { db, audit }: Pick<WhyDeps, 'db' | 'audit'>,
  organisationId: OrganisationId,
  { actor, request }: ChangedBy,
  object: AuditObject,
  action: 'call.explained' | 'calls.listed' = 'call.explained',
): Promise<void> =>
  db.transaction().execute((transaction) =>
    audit.record(transaction, organisationId, {
      actor,
      action,
      object,
      source: 'tab',
      ...(request ? { request } : {}),
    }),
  );
