import type { Transaction } from 'kysely';
import type { AuditField, AuditKind } from '../contract/audit/actions';
import type { AuditAction, AuditSource, AuditValue } from '../contract/audit/audit';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from './database';
import type { Principal } from './principal';

/** Who did it: a principal as it stands, null = the server of itself. Name and account are read when it is told. */
export type AuditActor = Pick<Principal, 'userId' | 'roles'> | null;

export interface AuditObject {
  readonly kind: AuditKind;
  readonly id: string;
  /** As a person would call it now. */
  readonly name: string;
}

/** Each has a word in `auditWords`. */
export type ToldFields = { readonly [Name in AuditField]?: AuditValue };

export interface AuditEntry {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly object: AuditObject;
  /** Whole or changed fields: only those that differ from `after` are kept. Never a secret or the text of a message. */
  readonly before?: ToldFields;
  readonly after?: ToldFields;
  /** What the person wrote as the reason, or what made the server do it. */
  readonly reason?: string;
  readonly source: AuditSource;
  /** In whose place: a delegate's principal. */
  readonly actingFor?: UserId;
  /** `requestOf(response)` of `src/http/route`, where it came by a request. */
  readonly request?: { readonly id: string; readonly address: string };
}

/** Where changes by administrators, supervisors and delegates are told of: rows that nobody changes. */
export interface AuditLog {
  /** Stores it in the transaction of the change: told if and only if that commits. */
  record(transaction: Transaction<Database>, organisationId: OrganisationId, entry: AuditEntry): Promise<void>;
  /** Takes the names of a person who is erased out of what is told; what was done and when stays. */
  forget(transaction: Transaction<Database>, organisationId: OrganisationId, person: UserId): Promise<void>;
}
