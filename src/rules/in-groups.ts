import type { PlanStep } from '../calls/engine/plan';
import type { AnswerGroupId, CallId, OrganisationId, UserId } from '../contract/ids';
import type { HappenedStep } from '../contract/rules/explanation';

/** What happens, or happened, to a caller in an answer group. */
export interface InGroup {
  readonly groupId: AnswerGroupId;
  readonly step: HappenedStep;
}

/** A caller who would come to an answer group. */
export interface ComingToGroup {
  readonly organisationId: OrganisationId;
  readonly groupId: AnswerGroupId;
  /** E.164 or extension; null = withheld. */
  readonly number: string | null;
  /** The number of the group's that is called; null = the extension. */
  readonly calledNumber: string | null;
  readonly atMs: number;
}

export interface Foreseen {
  readonly parts: readonly InGroup[];
  /** Where the call goes then; null = as its own plan goes on after the group. */
  readonly plan: readonly PlanStep[] | null;
}

/** What answer groups say of calls: of those that were, and of those that nobody makes. */
export interface InGroups {
  /** In its order; nothing of a call that came to no group. @throws VaxelError server.unavailable */
  storyOf(organisationId: OrganisationId, callId: CallId): Promise<readonly InGroup[]>;
  /** Answers in the group, or supervises it. */
  seesAgents(organisationId: OrganisationId, groupId: AnswerGroupId, userId: UserId): boolean;
  /** With its agents as they are now; null = the groups have not begun here. */
  foresee(coming: ComingToGroup): Foreseen | null;
}

/** Nothing has happened yet. */
export const nothingHappened: Omit<HappenedStep, 'atMs' | 'kind'> = {
  userId: null,
  name: null,
  devices: [],
  number: null,
  forMs: null,
  reason: null,
  confirm: false,
};

export interface GroupReader {
  /** Null = an administrator, who sees all. */
  readonly userId: UserId | null;
  readonly isCaller: boolean;
  seesAgents(groupId: AnswerGroupId): boolean;
}

const ofAgents: readonly HappenedStep['kind'][] = ['missed', 'declined'];

/**
 * Who let it ring, and how many agents there were, is told to those who answer there; the former to oneself, too. Of
 * the group the caller learns what was to hear.
 */
export function shownInGroups(parts: readonly InGroup[], reader: GroupReader): readonly InGroup[] {
  const { userId, isCaller, seesAgents } = reader;
  return parts.flatMap(({ groupId, step }): InGroup[] => {
    if (!isCaller && (userId === null || seesAgents(groupId))) return [{ groupId, step }];
    const shown = { ...step, ...(step.found && { found: { ...step.found, agents: {} } }) };
    if (!ofAgents.includes(step.kind)) return [{ groupId, step: shown }];
    if (isCaller) return [];
    return [{ groupId, step: step.userId === userId ? shown : { ...shown, userId: null, name: null } }];
  });
}
