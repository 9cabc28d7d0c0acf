import { z } from 'zod';
import { EndReason } from '../calls/end-reason';
import { agentStates, leftReasons } from '../answer-groups/limits';
import { AnswerGroupId, CallId, UserId } from '../ids';
import { line, opaque } from '../text';
import { ActivityName, CallerKind, LineFact, Rule, RuleNames, RuleTime } from './rules';

/** What decides for a called person, in this order: the first that applies. */
export const RouteLayer = z.enum(['safety', 'blocked', 'vip', 'own', 'activity', 'organisation', 'builtIn']);
export type RouteLayer = z.infer<typeof RouteLayer>;

/** Where the caller stands with the called person; `unknown`: the directory did not say in time. */
export const Circle = z.enum(['vip', 'blocked', 'none', 'unknown']);
export type Circle = z.infer<typeof Circle>;

/** Why a forward that a rule asks for is left out, or what is to ring too; `theirRules`: the colleague's own say so. */
export const LeftOut = z.enum([
  'loop',
  'tooManyForwards',
  'forwardNotAllowed',
  'countryNotAllowed',
  'numberNotAllowed',
  'noMobile',
  'nobodyThere',
  'theirRules',
  'noVoicemail',
]);
export type LeftOut = z.infer<typeof LeftOut>;

/** One condition of a rule: what it asks for, and what was. */
export const RouteTest = z.discriminatedUnion('key', [
  z.object({ key: z.literal('on'), ok: z.boolean() }),
  z.object({
    key: z.literal('activity'),
    wanted: z.array(z.string()),
    was: z.string().nullable(),
    ok: z.boolean(),
  }),
  z.object({ key: z.literal('line'), wanted: z.array(LineFact), was: LineFact, ok: z.boolean() }),
  z.object({
    key: z.literal('caller'),
    wanted: z.array(CallerKind),
    was: CallerKind,
    circle: Circle,
    ok: z.boolean(),
  }),
  z.object({
    key: z.literal('time'),
    wanted: z.array(RuleTime),
    was: z.object({ day: z.number().int(), time: z.string() }),
    ok: z.boolean(),
  }),
  z.object({
    key: z.literal('calledNumber'),
    wanted: z.array(z.string()),
    was: z.string().nullable(),
    ok: z.boolean(),
  }),
]);
export type RouteTest = z.infer<typeof RouteTest>;

/** One layer, or one rule of a layer, looked at for one called person. */
export const RouteStep = z.object({
  userId: UserId,
  layer: RouteLayer,
  /** As it was then; `number` is its place in the list, from 1. */
  rule: Rule.extend({ number: z.number().int() }).nullable(),
  matched: z.boolean(),
  /** It matched and was the first to: what it says was done. */
  decides: z.boolean(),
  tests: z.array(RouteTest),
  /** Of its forward. */
  leftOut: LeftOut.nullable(),
});
export type RouteStep = z.infer<typeof RouteStep>;

/** What was known of a called person. */
export const PersonThen = z.object({
  userId: UserId,
  name: z.string(),
  activity: z
    .object({ id: z.string(), name: ActivityName, untilMs: z.number().int().nullable(), source: z.string() })
    .nullable(),
  line: LineFact,
  circle: Circle,
  /** What did not answer in time, and was taken as nothing. */
  late: z.array(z.enum(['activity', 'circle', 'rules', 'defaults', 'rights'])),
});
export type PersonThen = z.infer<typeof PersonThen>;

/** Whom a caller finds in an answer group. */
const FoundInGroup = z.object({
  /** From 1; null = the caller does not wait there. */
  place: z.number().int().nullable(),
  /** How many of its agents do what. */
  agents: z.partialRecord(z.enum(agentStates), z.number().int()),
});

const happenedKinds = [
  ...(['ring', 'also', 'goOn', 'dial', 'say', 'voicemail', 'end', 'answered', 'transferred'] as const),
  /** What an answer group does: `missed` and `declined` are the agent's, `calledBack` is who did. */
  ...(['group', 'missed', 'declined', 'callback', 'calledBack', 'left'] as const),
] as const;

/** What happens, or happened, to the called side. `atMs` null: it is only what would happen. */
export const HappenedStep = z.object({
  atMs: z.number().int().nullable(),
  kind: z.enum(happenedKinds),
  /** Whose devices ring, or who answered. */
  userId: UserId.nullable(),
  name: z.string().nullable(),
  devices: z.array(z.string()),
  number: z.string().nullable(),
  /** A colleague who is rung beside; of a call that was, the devices, empty = none was there. */
  also: z.object({ userId: UserId, name: z.string().nullable(), devices: z.array(z.string()) }).optional(),
  forMs: z.number().int().nullable(),
  reason: EndReason.nullable(),
  /** Press 1 is asked for. */
  confirm: z.boolean(),
  /** Of `group`. */
  found: FoundInGroup.optional(),
  /** Why the caller left the group. */
  left: z.enum(leftReasons).optional(),
});
export type HappenedStep = z.infer<typeof HappenedStep>;

/** `GET /api/calls/:callId/why`, and the answer of `POST /api/rules/try`. */
export const Explanation = z.object({
  callId: CallId.nullable(),
  atMs: z.number().int(),
  /** The zone in which the called person's rules read the time. */
  zone: z.string(),
  caller: z.object({
    kind: CallerKind.exclude(['vip']),
    name: z.string().nullable(),
    number: z.string().nullable(),
    userId: UserId.nullable(),
  }),
  calledNumber: z.string().nullable(),
  /** Who was called first of all. */
  called: z.object({ userId: UserId.nullable(), name: z.string().nullable(), number: z.string().nullable() }),
  people: z.array(PersonThen),
  trace: z.array(RouteStep),
  names: RuleNames,
  happened: z.array(HappenedStep),
  /** How the call ended, or who took it. */
  outcome: z.object({
    answeredBy: z.object({ userId: UserId.nullable(), name: z.string().nullable() }).nullable(),
    reason: EndReason.nullable(),
  }),
  /** The reader is the caller: of the called person's side nothing is told but which rule it was. */
  asCaller: z.boolean(),
});
export type Explanation = z.infer<typeof Explanation>;

/** `POST /api/rules/try`: nobody is called. */
export const TryIt = z.object({
  /** A number in any notation, or an extension; absent with a `callerUserId`. Null = anonymous. */
  callerNumber: line(40).nullable(),
  callerUserId: UserId.nullable(),
  /** Null = me. */
  calledUserId: UserId.nullable(),
  /** Instead of somebody; for administrators. */
  calledGroupId: AnswerGroupId.nullable().default(null),
  /** Null = now. */
  atMs: z.number().int().min(0).max(4e12).nullable(),
  /** If the called person's activity were this one; null = as it is, or is going to be. */
  activityId: opaque(64, 1).nullable(),
});
export type TryIt = z.infer<typeof TryIt>;
