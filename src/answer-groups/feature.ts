import { Router } from 'express';
import type { ActivitiesFeature } from '../activities/feature';
import type { DialledCode } from '../calls/arrival';
import type { CallsFeature } from '../calls/feature';
import type { OpenNow } from '../contract/answer-groups/realtime';
import type { Opening } from '../contract/answer-groups/settings';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { DevicesFeature } from '../devices/feature';
import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import type { InGroups } from '../rules/in-groups';
import type { ToAnswerFeature } from '../to-answer/feature';
import type { VoicemailFeature } from '../voicemail/feature';
import { createAdministrationRoutes } from './administration-routes';
import { longWaitIn, type LongWait } from './alerts';
import type { Configured } from './configured';
import { foresee } from './foresee';
import { createGroupCommands } from './group-commands';
import { createPhoneCodes } from './phone-codes';
import { purgeEvents } from './queue-store';
import type { AgentFacts } from './queue';
import { createQueues, type Queues } from './queues';
import { createGroupRoutes } from './routes';
import { createSupervise } from './supervising';
import { createStatisticsRoutes } from './statistics/routes';
import { readStory } from './story';
import { createSayToGroups, type SayToGroups } from './said';

export interface AnswerGroupsFeature extends Feature, InGroups, Pick<Queues, 'onQueueEvent' | 'look'> {
  /** As it is now; null = nobody waits too long in the group, or the person does not supervise it. */
  findLongWait(organisationId: OrganisationId, groupId: AnswerGroupId, supervisor: UserId): LongWait | null;
  /** What a person has written to the bot, e.g. `login Support`. */
  readonly sayToGroups: SayToGroups;
  /** What agents dial. */
  readonly phoneCodes: DialledCode;
  /** As administrators have said of them; none before they have begun. */
  groupsOf(organisationId: OrganisationId): Configured['groups'];
}

export interface AnswerGroupsDeps
  extends
    Pick<LinesFeature, 'lines'>,
    Pick<DevicesFeature, 'devices'>,
    Pick<ActivitiesFeature, 'activityOf' | 'activitiesOf'>,
    Pick<ToAnswerFeature, 'addToAnswer' | 'keepClaims'>,
    Pick<VoicemailFeature, 'recount'> {
  readonly calls: Pick<CallsFeature['calls'], 'waiting' | 'callbacks' | 'supervisions'>;
  /** @param atMs absent = now */
  openNow(organisationId: OrganisationId, opening: Opening, atMs?: number): OpenNow;
  /** Of what statistics are made of. */
  readonly keepDays: number;
}

/** People who answer calls to one number together. */
export function createAnswerGroupsFeature(infrastructure: Infrastructure, deps: AnswerGroupsDeps): AnswerGroupsFeature {
  const { db, clock } = infrastructure;
  const { lines, devices, calls } = deps;
  const facts = factsOf(deps);
  const queues = createQueues({ ...infrastructure, ...facts, ...deps, ...calls, calls: calls.waiting });
  devices.onChange(({ userId }) => queues.look(userId));
  const supervise = createSupervise({
    ...{ ...infrastructure, supervisions: calls.supervisions },
    nameOf: (userId) => lines.user(userId)?.displayName ?? null,
  });
  const commands = createGroupCommands({ ...facts, queues, lines, supervise });
  return {
    onQueueEvent: queues.onQueueEvent,
    look: queues.look,
    findLongWait(organisationId, groupId, supervisor) {
      const now = queues.of(organisationId)?.now();
      const isTheirs = now?.configured.groups.get(groupId)?.supervisors.includes(supervisor) === true;
      return now && isTheirs ? longWaitIn(now, groupId) : null;
    },
    sayToGroups: createSayToGroups({ queues, commands }),
    phoneCodes: createPhoneCodes(commands),
    ...inGroups(infrastructure, deps, queues),
    groupsOf: (organisationId) => queues.of(organisationId)?.now()?.configured.groups ?? new Map(),
    router: Router()
      .use(createAdministrationRoutes({ ...infrastructure, ...deps, follow: queues.follow }))
      .use(createStatisticsRoutes({ ...infrastructure, lines }))
      .use(createGroupRoutes({ db, lines, queues, waiting: calls.waiting })),
    commands: { answerGroup: commands },
    topics: { answerGroups: queues.watched, wallboards: queues.wallboard },
    mayWatch: { answerGroups: queues.maySee, wallboards: queues.maySupervise },
    start: queues.start,
    stop: async () => queues.stop(),
    purge: () => purgeEvents(db, new Date(clock.nowMs() - deps.keepDays * 86_400_000)),
  };
}

/** What is explained of calls to the groups. */
function inGroups({ db }: Infrastructure, deps: AnswerGroupsDeps, queues: Queues): InGroups {
  const { calls, openNow } = deps;
  const nameOf = (userId: UserId): string | null => deps.lines.user(userId)?.displayName ?? null;
  return {
    storyOf: (organisationId, callId) => readStory(db, organisationId, callId, nameOf),
    seesAgents: (organisationId, groupId, userId) =>
      queues.maySee({ organisationId, userId, roles: ['user'], expiresAtMs: Infinity }, groupId),
    foresee(coming) {
      const { organisationId } = coming;
      const now = queues.of(organisationId)?.now();
      const isOpenAt = (opening: Opening, atMs: number): boolean => openNow(organisationId, opening, atMs).isOpen;
      return now ? foresee({ calls: calls.waiting, isOpenAt, nameOf }, now, coming) : null;
    },
  };
}

const factsOf = ({ lines, devices, activityOf, activitiesOf }: AnswerGroupsDeps): AgentFacts => ({
  isReachable: (userId) => devices.reachableOf(userId).length > 0,
  activityAllows(userId) {
    const organisationId = lines.user(userId)?.organisationId;
    const said = organisationId && activityOf(organisationId, userId)?.activity;
    if (!organisationId || !said) return true;
    return activitiesOf(organisationId).find(({ id }) => id === said.activityId)?.callHandling !== 'message';
  },
});
