import { z } from 'zod';
import { AnswerGroupId, UserId } from '../ids';
import { line, opaque } from '../text';
import { longestAfterS, longestRingS, mostAfterS, mostRules, shortestRingS } from './limits';

/** What a caller is to the called person; who calls anonymously is that and nothing else. */
export const CallerKind = z.enum(['internal', 'external', 'anonymous', 'vip']);
export type CallerKind = z.infer<typeof CallerKind>;

/** The called person's line, as rules ask for it. Ringing is not being in a call. */
export const LineFact = z.enum(['free', 'inCall', 'unreachable']);
export type LineFact = z.infer<typeof LineFact>;

const clockTime = z
  .string()
  .max(5)
  .regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/);

/** `to` is not in it; before `from`, it is the next day’s. `days` (ISO, 1 = Monday) are those on which it begins. */
export const RuleTime = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
});
export type RuleTime = z.infer<typeof RuleTime>;

/** Lists = any of them, keys = all of them; an empty list asks for nothing. */
export const RuleConditions = z.object({
  activities: z.array(opaque(64, 1)).max(30),
  lines: z.array(LineFact).max(3),
  callers: z.array(CallerKind).max(4),
  times: z.array(RuleTime).max(7),
  /** E.164 of the called person's own numbers. */
  calledNumbers: z.array(opaque(20, 1)).max(20),
});
export type RuleConditions = z.infer<typeof RuleConditions>;

/** Where a call is forwarded to, or rings too: a colleague, an outside number (E.164), the person's own mobile. */
export const RuleTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: UserId }),
  /** In any notation when it comes in; an extension becomes a colleague. */
  z.object({ kind: z.literal('number'), number: line(40, 1) }),
  z.object({ kind: z.literal('mobile') }),
]);
export type RuleTarget = z.infer<typeof RuleTarget>;

const forS = z.number().int().min(shortestRingS).max(longestRingS);
const afterS = z.number().int().min(0).max(longestAfterS);

/** The person's devices ring; then more, or at once; or nobody is rung. */
export const RuleAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('ring'), forS }),
  /** The target rings too, `afterS` seconds after the devices; absent = at once. All ring until `forS` is up. */
  z.object({ do: z.literal('ringAlso'), target: RuleTarget, afterS: afterS.optional(), forS }),
  z.object({ do: z.literal('forward'), target: RuleTarget, forS }),
  /** Who calls may leave a message at once. */
  z.object({ do: z.literal('voicemail') }),
  /** Who calls waits for an answer group, and goes on as that group's callers do. */
  z.object({ do: z.literal('group'), groupId: AnswerGroupId }),
  z.object({ do: z.literal('busy') }),
  z.object({ do: z.literal('reject') }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

const rings = ({ do: what }: RuleAction): boolean => what === 'ring' || what === 'ringAlso';

export const Rule = z.object({
  id: z.uuid(),
  name: line(80, 1),
  on: z.boolean(),
  when: RuleConditions,
  /** One, or devices that ring and then a forward. */
  actions: z
    .array(RuleAction)
    .min(1)
    .max(2)
    .refine(
      ([first, second]) => second === undefined || (first !== undefined && rings(first) && second.do === 'forward'),
      'only a forward may follow, and only what rings may come before it',
    )
    .refine(
      (actions) => actions.every((each) => each.do !== 'ringAlso' || (each.afterS ?? 0) <= mostAfterS(each.forS)),
      'what rings too has to have time to ring',
    ),
});
export type Rule = z.infer<typeof Rule>;

/**
 * `PUT /api/rules` and `/api/administration/rules`: the whole list, the first that applies decides. `revision` is that
 * of the list as it was read; another one by now = refused, and nothing changes.
 */
export const RulesChange = z.object({
  revision: z.number().int().min(0).max(1e9),
  rules: z
    .array(Rule)
    .max(mostRules)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'an id comes twice'),
});
export type RulesChange = z.infer<typeof RulesChange>;

export const ActivityName = z.object({ sv: z.string(), en: z.string() });
export type ActivityName = z.infer<typeof ActivityName>;

/** What the ids in rules are called. */
export const RuleNames = z.object({
  users: z.record(z.string(), z.string()),
  activities: z.record(z.string(), ActivityName),
  /** The organisation's answer groups. */
  groups: z.record(z.string(), z.string()),
});
export type RuleNames = z.infer<typeof RuleNames>;

/** Why a rule does not do what it says, at this moment. */
export const RuleProblem = z.enum([
  'shadowed',
  'forwardNotAllowed',
  'countryNotAllowed',
  'numberNotAllowed',
  'nobodyThere',
  'noMobile',
]);
export type RuleProblem = z.infer<typeof RuleProblem>;

/** `GET /api/rules`: mine, those of the organisation that come after them, and what is wrong with which. */
export const RulesView = z.object({
  revision: z.number().int(),
  rules: z.array(Rule),
  defaults: z.array(Rule),
  names: RuleNames,
  problems: z.record(z.string(), z.object({ what: RuleProblem, by: z.string().nullable() })),
  /** The person's own numbers, for a rule about which one was called. */
  numbers: z.array(z.string()),
  mobile: z.string().nullable(),
});
export type RulesView = z.infer<typeof RulesView>;
