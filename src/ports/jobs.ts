import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { OtherParty } from '../contract/calls/call-view';
import type { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Database } from './database';

/** A person's call, which a job or a card is about. */
export interface AboutCall {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly callId: CallId;
}

/** What a caller has said in a call that its person did not take. */
export interface AboutMessage extends AboutCall {
  readonly recordingId: RecordingId;
}

/** What a caller has said to a group, and who that was. */
export interface AboutGroupMessage extends Omit<AboutMessage, 'userId'> {
  readonly groupId: AnswerGroupId;
  readonly from: OtherParty;
  readonly calledNumber: string | null;
  readonly leftAtMs: number;
}

/** The same, and the how manieth try it is to have it written down: 1, 2 … */
export interface AboutTranscript extends Omit<AboutMessage, 'userId'> {
  /** Whose message it is; null = a group's. */
  readonly userId: UserId | null;
  readonly attempt: number;
}

/** Both sides of a person's call, as they were recorded. */
export interface AboutRecording extends AboutMessage {
  /** The answer group that wanted it; null = the person did. */
  readonly groupId: AnswerGroupId | null;
}

/** A person who wanted to be told that a colleague is free. */
export interface AboutFree {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly freeUserId: UserId;
  readonly atMs: number;
}

/** A supervisor of an answer group in which somebody waits too long. */
export interface AboutLongWait {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly groupId: AnswerGroupId;
}

/** Every durable job of the product, with what it carries. The feature that does one hands in its `JobHandler`. */
export interface Jobs {
  /** Tell a person in the chat of a call that he or she missed. */
  'missed-call': AboutCall;
  /** A person has called `otherNumber` back: mark the cards about it as handled. */
  'called-back': AboutCall & { readonly otherNumber: string };
  /** A person's audio is lost and the call waits: offer the way back in the chat, if it still waits by then. */
  'anchored-call': AboutCall;
  /** The call waits no more, for whatever reason: take that card away. */
  'anchor-over': AboutCall;
  /** A caller was recorded for a person: make a message of it. */
  'voicemail-left': AboutMessage;
  /** The same for an answer group. */
  'group-message-left': AboutGroupMessage;
  /** Both sides of a person's call were recorded: list it. */
  'call-recorded': AboutRecording;
  /** Have a machine write down what was said in a message. */
  'voicemail-transcribe': AboutTranscript;
  /** A message was heard, written down, deleted or restored: the card in the chat about its call says so. */
  'voicemail-card': AboutCall;
  /** Tell a person in the chat that somebody is free, since no tab was open. */
  'is-free': AboutFree;
  /** Callers wait too long in a group, or do so no more: the card in a supervisor's chat says so. */
  'long-wait': AboutLongWait;
  /** Delete what has been kept long enough. */
  purge: Record<string, never>;
}

export type JobName = keyof Jobs;
export type Job = { [Name in JobName]: { readonly name: Name; readonly data: Jobs[Name] } }[JobName];

export interface JobHandler<Name extends JobName> {
  /** What is stored is read by this. */
  readonly schema: z.ZodType<Jobs[Name]>;
  /** How long after its transaction it may run at the earliest; default: at once. */
  readonly delayMs?: number;
  /** Also runs, with nothing to carry, at the minutes that this names (cron, five fields, UTC) while a server runs. */
  readonly cron?: string;
  /**
   * What the job is about, e.g. `call:<id>`. Jobs about the same, of whatever kind, run one at a time, in the order
   * in which they were stored, except that one which fails comes again later: so a job looks at its subject as it is,
   * and what has to keep its order in spite of failures is a list in the database that the job looks at. Default:
   * about nothing that others are about.
   */
  subject?(data: Jobs[Name]): string;
  /** Runs at least once, and again with growing delays when it throws; it must be idempotent. */
  work(data: Jobs[Name]): Promise<void>;
}

export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/** Where features leave what is to be done later. */
export interface JobQueue {
  /** Stores the job in the caller's transaction: it runs if and only if the transaction commits. */
  enqueue(transaction: Transaction<Database>, job: Job, options?: EnqueueOptions): Promise<void>;
}

export interface EnqueueOptions {
  /** The job runs then or a little later, instead of after its kind's delay. */
  readonly startAt?: Date;
  /** Takes the place of the job of its kind with the same key that has not begun yet. */
  readonly key?: string;
}
