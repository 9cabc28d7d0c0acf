import type { strategies } from '../answer-groups/limits';
import type { Role } from '../people/people';
import type { auditActions, AuditField, AuditKind } from './actions';
import type { AuditSource } from './audit';

/** Codes that fields have instead of words of people. */
type AuditCode =
  | 'ring'
  | 'ringThenMessage'
  | 'message'
  | 'free'
  | 'busy'
  | 'away'
  | 'today'
  | 'nextWorkday'
  | 'everybody'
  | 'chosen'
  | 'nobody'
  | 'except'
  | 'openOnly'
  | 'openOnlyExcept'
  | (typeof strategies)[number];

export interface AuditWords {
  readonly actions: Record<(typeof auditActions)[number], string>;
  readonly sources: Record<AuditSource, string>;
  readonly roles: Record<Role, string>;
  readonly fields: Record<AuditField, string>;
  readonly kinds: Record<AuditKind, string>;
  readonly values: Record<AuditCode, string>;
  readonly words: Record<'server' | 'erased' | 'nothing' | 'yes' | 'no', string>;
}
