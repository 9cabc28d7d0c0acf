import type { Transaction } from 'kysely';
import { groupStoreOf } from '../../answer-groups/store';
import { usual } from '../../answer-groups/distributor/settings';
import { onlyMusic, type AnswerGroupSettings } from '../../contract/answer-groups/settings';
import type { Database } from '../../ports/database';
import type { DemoOrganisation } from './organisations';
import { demoOrganisationId, demoUserId } from './ids';

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
const { announce: _, leaveAtClosing: __, callbacks: ___, ...times } = usual;

/** Where nobody is logged in, callers leave a message. */
const settings = {
  opening: { by: 'always', hours: [], closedDays: true },
  leaveAtClosing: false,
  says: onlyMusic,
  callbacks: false,
  ...{ ...times, asks: null, priority: 0, alertAfterMs: null, tellsOfListening: true },
  ...{ stickyDays: 7, vipNumbers: [], vipPriority: 10 },
  exits: {
    full: { to: 'voicemail' },
    timeout: { to: 'voicemail' },
    closed: { to: 'voicemail' },
    emptyOnEntry: { ...waits, noneLoggedIn: { to: 'voicemail' } },
    emptyWhileWaiting: { ...waits, noneLoggedIn: { to: 'voicemail' } },
  },
} satisfies Partial<AnswerGroupSettings>;

/** The answer groups of a demo organisation that is new, and what its agents say of a pause. */
export async function seedGroups(transaction: Transaction<Database>, organisation: DemoOrganisation): Promise<void> {
  if (organisation.groups.length === 0) return;
  const store = groupStoreOf(transaction, demoOrganisationId(organisation));
  for (const { agents, supervisors, ...group } of organisation.groups)
    await store.add({
      ...{ ...settings, ...group },
      members: agents.map((key) => ({ userId: demoUserId(organisation, { key }), tier: 1, skills: {} })),
      supervisors: supervisors.map((key) => demoUserId(organisation, { key })),
    });
  await store.setReasons(['Lunch', 'Möte', 'Administration']);
}
