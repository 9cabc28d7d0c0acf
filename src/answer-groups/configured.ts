import type { Kysely } from 'kysely';
import { withSounds } from '../contract/answer-groups/says';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { AnswerGroupId, OrganisationId } from '../contract/ids';
import type { Database } from '../ports/database';
import { groupSettings } from './group-settings';
import { readGroupSounds } from './group-sounds';
import type { GroupSettings } from './distributor/settings';
import { groupStoreOf } from './store';

/** What administrators have said of an organisation's groups. */
export interface Configured {
  readonly groups: ReadonlyMap<AnswerGroupId, AnswerGroupAdminView>;
  readonly pauseReasons: readonly string[];
}

/** @throws VaxelError server.unavailable */
export async function readConfigured(db: Kysely<Database>, organisationId: OrganisationId): Promise<Configured> {
  const store = groupStoreOf(db, organisationId);
  const [all, pauseReasons, sounds] = await Promise.all([
    ...([store.all(), store.reasons()] as const),
    readGroupSounds(db, organisationId),
  ]);
  const groups = all.map((group) => ({ ...group, says: withSounds(group.says, sounds.get(group.id)) }));
  return { groups: new Map(groups.map((group) => [group.id, group])), pauseReasons };
}

/** As the distributor reads them. */
export const settingsIn = ({ groups }: Configured): readonly GroupSettings[] => [...groups.values()].map(groupSettings);
