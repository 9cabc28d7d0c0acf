import { z } from 'zod';
import { AnswerGroupId, SoundId, UserId } from '../ids';
import { mostOpenHours } from '../rules/classes';
import { RuleTime } from '../rules/rules';
import { line } from '../text';
import {
  bounds,
  longestGroupName,
  longestPauseReason,
  mostMembers,
  mostPauseReasons,
  mostSkills,
  mostSupervisors,
  mostVips,
  openingWays,
  strategies,
} from './limits';

const within = (name: keyof typeof bounds) => z.number().int().min(bounds[name][0]).max(bounds[name][1]);

/** Where a caller goes who does not wait in a group (any more). */
const GroupExit = z.discriminatedUnion('to', [
  z.object({ to: z.literal('group'), groupId: AnswerGroupId }),
  z.object({ to: z.literal('person'), userId: UserId }),
  /** In any notation; kept and told as E.164. */
  z.object({ to: z.literal('number'), number: line(60, 1) }),
  /** The group's. */
  z.object({ to: z.literal('voicemail') }),
  z.object({ to: z.literal('end') }),
]);
export type GroupExit = z.infer<typeof GroupExit>;

/** Null: one waits. */
const EmptyExits = z.object({
  noneLoggedIn: GroupExit.nullable(),
  allPaused: GroupExit.nullable(),
  noneReachable: GroupExit.nullable(),
});

/** When a group takes callers; whoever waits when it closes stays, unless `leaveAtClosing`. */
const Opening = z.object({
  /** `organisation`: in its opening hours, and not on its closed days. */
  by: z.enum(openingWays),
  /** Of `own`, on the wall of the organisation. */
  hours: z.array(RuleTime).max(mostOpenHours),
  /** Of `own`: closed on the organisation's closed days as well. */
  closedDays: z.boolean(),
});
export type Opening = z.infer<typeof Opening>;

/**
 * What the callers of a group hear. A sound is one of the group's own (`/api/administration/sounds?group=`); while it
 * is deleted they hear the standard one.
 */
const GroupSays = z.object({
  /** Before they wait. */
  welcome: z.union([z.enum(['none', 'standard']), SoundId]),
  /** Their place in the line, and how long it takes, while they wait. */
  place: z.boolean(),
  time: z.boolean(),
  /** Null = the standard one. */
  music: SoundId.nullable(),
  /** Before they leave the group a message; null = the standard one. */
  greeting: SoundId.nullable(),
});
export type GroupSays = z.infer<typeof GroupSays>;

/** Music, and nothing that is said. */
export const onlyMusic: GroupSays = { welcome: 'none', place: false, time: false, music: null, greeting: null };

const skill = line(40, 1);

/** Their order is the order of the list. */
const GroupMember = z.object({
  userId: UserId,
  /** Lower ones are asked first. */
  tier: within('tier').default(1),
  /** Level by skill; those that are not named the member does not have. */
  skills: z
    .record(skill, within('skillLevel'))
    .refine((skills) => Object.keys(skills).length <= mostSkills)
    .default({}),
});
export type GroupMember = z.infer<typeof GroupMember>;

const extension = line(10, 1).regex(/^[0-9]{1,10}$/, 'has to be digits');
const areDifferent = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/**
 * What an administrator says of an answer group, the whole: `POST /api/administration/answer-groups` answers its id,
 * `PUT …/:id` changes it. Times are milliseconds.
 */
export const AnswerGroupSettings = z.object({
  name: line(longestGroupName, 1),
  extension,
  /** In any notation; kept and told as E.164. Null: only within the company. */
  number: line(60, 1).nullable(),
  members: z
    .array(GroupMember)
    .max(mostMembers)
    .refine((members) => areDifferent(members.map(({ userId }) => userId))),
  supervisors: z.array(UserId).max(mostSupervisors).refine(areDifferent),
  strategy: z.enum(strategies),
  /** What its callers need, for the strategy `skills`; null = anybody will do. */
  asks: z.object({ skill, level: within('skillLevel') }).nullable(),
  /** Of groups that share agents the heavier one is served first. */
  weight: within('weight'),
  /** How its callers begin; the higher is served first. */
  priority: within('priority'),
  ringForMs: within('ringForMs'),
  /** So many offers in a row that an agent lets ring, and the agent is paused. */
  missesToPause: within('missesToPause'),
  wrapUpMs: within('wrapUpMs'),
  mostWaiting: within('mostWaiting'),
  maxWaitMs: within('maxWaitMs'),
  /** What rings when the time is up may be answered for so long still. */
  finishRingingMs: within('finishRingingMs'),
  /** After each such time one more tier is asked, and one level of skill less is enough; null = tiers only order. */
  widenAfterMs: within('widenAfterMs').nullable(),
  /** Priority grows by one in each such time; null = it does not. */
  ageEveryMs: within('ageEveryMs').nullable(),
  /** How long to wait for the agent whom the caller spoke with last, while that one is busy; null = anybody. */
  stickyForMs: within('stickyForMs').nullable(),
  /** For so many days after they have talked. */
  stickyDays: within('stickyDays').default(7),
  /** Whom the group serves before others, in any notation; kept and told as E.164. */
  vipNumbers: z.array(line(60, 1)).max(mostVips).default([]),
  /** How they begin, where that is more than the group's `priority`. */
  vipPriority: within('vipPriority').default(10),
  opening: Opening.default({ by: 'always', hours: [], closedDays: true }),
  leaveAtClosing: z.boolean().default(false),
  /** Callers may press 1, and are called back when it is their turn. */
  callbacks: z.boolean().default(false),
  /** Whoever waits so long is told of to the supervisors, in the chat; null = nobody is told. */
  alertAfterMs: within('alertAfterMs').nullable().default(null),
  /** A voice tells the caller, once in a call, before a supervisor hears anything of it. */
  tellsOfListening: z.boolean().default(true),
  says: GroupSays.default(onlyMusic),
  exits: z.object({
    closed: GroupExit.default({ to: 'voicemail' }),
    full: GroupExit,
    timeout: GroupExit,
    emptyOnEntry: EmptyExits,
    emptyWhileWaiting: EmptyExits,
  }),
});
export type AnswerGroupSettings = z.infer<typeof AnswerGroupSettings>;

/**
 * `DELETE …/answer-groups/:id`: refused with `answerGroups.inUse` while exits of others lead to it (`detail` names
 * them), and with `answerGroups.callersWait` unless those who wait may go on as their plan says.
 */
export const AnswerGroupRemoval = z.object({ anyway: z.literal('1').optional() });

/** `GET /api/administration/answer-groups`, by name; members and supervisors who have left are not told. */
export const AnswerGroupAdminView = AnswerGroupSettings.extend({ id: AnswerGroupId });
export type AnswerGroupAdminView = z.infer<typeof AnswerGroupAdminView>;
export const AnswerGroupAdminList = z.object({
  groups: z.array(AnswerGroupAdminView),
  /** Of everybody who is named in them. */
  names: z.record(UserId, z.string()),
});
export type AnswerGroupAdminList = z.infer<typeof AnswerGroupAdminList>;

/** `GET` and `PUT /api/administration/answer-groups/reasons`: what an agent may say of a pause, in their order. */
export const PauseReasons = z.object({
  reasons: z.array(line(longestPauseReason, 1)).max(mostPauseReasons).refine(areDifferent),
});
export type PauseReasons = z.infer<typeof PauseReasons>;
