import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from './database';

interface AboutCall {
  organisationId: OrganisationId;
  userId: UserId;
  callId: CallId;
}

/** Every durable job of the product, with what it carries. The feature that does one hands in its `JobHandler`. */
export interface Jobs {
  /** Tell a person in the chat of a call that he or she missed. */
  'missed-call': AboutCall;
  /** A person has called `otherNumber` back: mark the cards about it as handled. */
  'called-back': AboutCall & { otherNumber: string };
  /** A person's audio is lost and the call waits: offer the way back in the chat, if it still waits by then. */
  'anchored-call': AboutCall;
  /** The call waits no more, for whatever reason: take that card away. */
  'anchor-over': AboutCall;
}

export type JobName = keyof Jobs;
export type Job = { [Name in JobName]: { readonly name: Name; readonly data: Jobs[Name] } }[JobName];

export interface JobHandler<Name extends JobName> {
  /** What is stored is read by this. */
  readonly schema: z.ZodType<Jobs[Name]>;
  /** How long after its transaction it may run at the earliest; default: at once. */
  readonly delayMs?: number;
  /** Runs at least once, and again with growing delays when it throws; it must be idempotent. */
  work(data: Jobs[Name]): Promise<void>;
}

export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/** Where features leave what is to be done later. */
export interface JobQueue {
  /** Stores the job in the caller's transaction: it runs if and only if the transaction commits. */
  enqueue(transaction: Transaction<Database>, job: Job): Promise<void>;
}
