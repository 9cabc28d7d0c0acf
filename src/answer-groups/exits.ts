import type { AnswerGroupSettings, GroupExit } from '../contract/answer-groups/settings';
import { emptyReasons } from '../contract/answer-groups/limits';
import type { AnswerGroupExitTable } from '../ports/database-answer-groups';

type Exits = AnswerGroupSettings['exits'];
export type ExitRow = Omit<AnswerGroupExitTable, 'group_id' | 'organisation_id'>;

const nowhere = { to_number: null, to_user_id: null, to_group_id: null };

function rowOf(why: string, exit: GroupExit | null): readonly ExitRow[] {
  if (exit === null) return [];
  const row = { ...nowhere, why, leads_to: exit.to };
  if (exit.to === 'number') return [{ ...row, to_number: exit.number }];
  if (exit.to === 'person') return [{ ...row, to_user_id: exit.userId }];
  return [exit.to === 'group' ? { ...row, to_group_id: exit.groupId } : row];
}

/** What callers do who do not wait, as rows. */
export const exitRows = ({ full, timeout, closed, emptyOnEntry, emptyWhileWaiting }: Exits): readonly ExitRow[] => [
  ...rowOf('full', full),
  ...rowOf('timeout', timeout),
  ...rowOf('closed', closed),
  ...emptyReasons.flatMap((reason) => rowOf(`entry.${reason}`, emptyOnEntry[reason])),
  ...emptyReasons.flatMap((reason) => rowOf(`waiting.${reason}`, emptyWhileWaiting[reason])),
];

function exitOf({ leads_to: to, ...row }: ExitRow): GroupExit | null {
  if (to === 'number') return row.to_number === null ? null : { to, number: row.to_number };
  if (to === 'person') return row.to_user_id === null ? null : { to, userId: row.to_user_id };
  if (to === 'group') return row.to_group_id === null ? null : { to, groupId: row.to_group_id };
  return { to };
}

/** A person who is erased takes exits along: what then is left are the group's voicemail, and waiting. */
export function exitsFrom(rows: readonly ExitRow[]): Exits {
  const exits = new Map(rows.map((row) => [row.why, exitOf(row)]));
  const whenEmpty = (where: 'entry' | 'waiting') => ({
    noneLoggedIn: exits.get(`${where}.noneLoggedIn`) ?? null,
    allPaused: exits.get(`${where}.allPaused`) ?? null,
    noneReachable: exits.get(`${where}.noneReachable`) ?? null,
  });
  return {
    full: exits.get('full') ?? { to: 'voicemail' },
    timeout: exits.get('timeout') ?? { to: 'voicemail' },
    closed: exits.get('closed') ?? { to: 'voicemail' },
    emptyOnEntry: whenEmpty('entry'),
    emptyWhileWaiting: whenEmpty('waiting'),
  };
}

export const allExits = ({ full, timeout, closed, emptyOnEntry, emptyWhileWaiting }: Exits): readonly GroupExit[] =>
  [full, timeout, closed, ...Object.values(emptyOnEntry), ...Object.values(emptyWhileWaiting)].filter(
    (each) => each !== null,
  );
