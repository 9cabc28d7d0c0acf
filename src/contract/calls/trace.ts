import { z } from 'zod';
import { UserId } from '../ids';
import { EndReason } from './end-reason';

/**
 * Why devices are reached: for the call itself, for a transfer, because a transfer came back, because the connection
 * was lost, to move the call to another device, or because somebody shall take part besides.
 */
export const ReachReason = z.enum(['call', 'transfer', 'return', 'anchor', 'move', 'add']);
export type ReachReason = z.infer<typeof ReachReason>;

/** What a call does next for one side. */
export const StepKind = z.enum([
  'ringDevices',
  'ringAlso',
  'ringReachable',
  'ringPerson',
  'dialOutside',
  'wait',
  'say',
  'echo',
  'greet',
  'record',
  'mailbox',
  'queue',
  'goodbye',
  'end',
]);
export type StepKind = z.infer<typeof StepKind>;

/** Why it does that and nothing else. */
export const RouteReason = z.enum([
  'devicesReachable',
  'noDeviceReachable',
  'notInThisRole',
  'outsideNumber',
  'emergencyNumber',
  'nobodyAnswered',
  'toVoicemail',
  'greetingInActivity',
  'greetingComposed',
  'greetingForColleagues',
  'greetingForOutside',
  'ownGreeting',
  'ownMailbox',
  'toAnswerGroup',
  'sentOnByGroup',
  'calledBackByGroup',
  'ownNumber',
  'unknownNumber',
  'numberToShowNotYours',
  'outsideNotAllowed',
  'countryNotAllowed',
  'classNotAllowed',
  'notNow',
  'closedDay',
  'numberNotAllowed',
  'ownDeviceFirst',
  'forwarded',
  'byRule',
  'vip',
  'loop',
  'forwardLeftOut',
  'calledBackByHelp',
  'selfTest',
  'codeDone',
  'codeRefused',
  'moved',
  'supervised',
  'transferNotTaken',
  'connectionLost',
  'didNotComeBack',
  'callerBlocked', // never told to the caller
]);
export type RouteReason = z.infer<typeof RouteReason>;

/** What was known when it was decided, as far as the step depends on it. */
export const TraceFacts = z.object({
  /** Labels of the devices that were rung; empty = there was none. */
  devices: z.array(z.string()),
  /** Who is rung instead. */
  person: z.string().nullable().optional(),
  userId: UserId.optional(),
  /** A colleague who is rung beside, and the devices; empty = none was there. */
  also: z.object({ userId: UserId, name: z.string().nullable(), devices: z.array(z.string()) }).optional(),
  /** The outside number that was dialled, and what it was shown; null = anonymous. */
  number: z.string().optional(),
  shown: z.string().nullable().optional(),
  /** Whoever answers there has to press 1. */
  confirm: z.boolean().optional(),
  /** How long the step was to last, in milliseconds; absent = it was over at once. */
  forMs: z.number().int().optional(),
  /** For what reason the plan was to end. */
  endReason: EndReason.optional(),
});
export type TraceFacts = z.infer<typeof TraceFacts>;

/** One thing that a call did, and why: data, read in any language by trace-texts.ts. */
export const TraceStep = z.object({
  atMs: z.number().int(),
  /** `guest`: somebody beside the two. */
  side: z.enum(['caller', 'callee', 'guest']),
  why: ReachReason,
  step: StepKind,
  because: RouteReason,
  facts: TraceFacts,
});
export type TraceStep = z.infer<typeof TraceStep>;
