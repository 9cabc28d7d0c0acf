import type { Transaction } from 'kysely';
import { z } from 'zod';
import { CallId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../storage/schema';

const aboutCall = z.object({ organisationId: OrganisationId, userId: UserId, callId: CallId });

/** Every durable job of the product, with the shape of what it carries. */
export const jobSchemas = {
  /** Tell a person in the chat of a call that he or she missed. */
  'missed-call': aboutCall,
  /** A person has called `otherNumber` back: mark the cards about it as handled. */
  'called-back': aboutCall.extend({ otherNumber: z.string() }),
  /** A person's audio is lost and the call waits: offer the way back in the chat, if it still waits by then. */
  'anchored-call': aboutCall,
  /** The call waits no more, for whatever reason: take that card away. */
  'anchor-over': aboutCall,
} as const;

export type JobName = keyof typeof jobSchemas;
export type Job = { [Name in JobName]: { readonly name: Name; readonly data: z.infer<(typeof jobSchemas)[Name]> } }[JobName];
/** How long after its transaction a job may run at the earliest. Two seconds: a reload of the tab brings the call back in one, and a card would only flicker. */
export const jobDelaysMs: Partial<Record<JobName, number>> = { 'anchored-call': 2_000 };

export type JobData<Name extends JobName> = z.infer<(typeof jobSchemas)[Name]>;

export interface JobQueue {
  start(): Promise<void>;
  /** Waits up to 5 s for running jobs; they run again after the next start if they did not finish. */
  stop(): Promise<void>;
  /** Stores the job in the caller's transaction: it runs if and only if the transaction commits, and not before its delay (`jobDelaysMs`). */
  enqueue(transaction: Transaction<Database>, job: Job): Promise<void>;
  /** A handler runs at least once, and again with growing delays when it throws; it must be idempotent. */
  work<Name extends JobName>(name: Name, handler: (data: JobData<Name>) => Promise<void>): Promise<void>;
}
