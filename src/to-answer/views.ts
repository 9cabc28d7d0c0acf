import type { Directory } from '../calls/directory';
import type { UserId } from '../contract/ids';
import type { ToAnswer } from '../contract/to-answer/to-answer';
import type { Lines } from '../lines/lines';
import { personAt } from '../lines/target';
import type { ToAnswerRow } from './store';

export interface ViewDeps {
  readonly lines: Pick<Lines, 'user' | 'byExtension'>;
  readonly directory: Pick<Directory, 'contactByNumber'>;
}

/** As those see it who owe the call. @throws VaxelError server.unavailable */
export async function viewOf({ lines, directory }: ViewDeps, row: ToAnswerRow): Promise<ToAnswer> {
  const { organisation_id: organisationId, number } = row;
  const somebody = (userId: UserId | null) => {
    const name = userId === null ? undefined : lines.user(userId)?.displayName;
    return userId === null || name === undefined ? null : { userId, name };
  };
  const colleague = personAt(lines.byExtension(organisationId, number));
  const known = colleague ? null : await directory.contactByNumber(organisationId, number, null);
  const name = colleague?.displayName ?? known?.name ?? null;
  return {
    ...{ id: row.id, groupId: row.group_id, number, name, why: row.why, calls: row.calls },
    ...{ sinceMs: row.since.getTime(), lastMs: row.last_at.getTime() },
    claimedBy: somebody(row.claimed_by),
    snoozedUntilMs: row.snoozed_until?.getTime() ?? null,
    doneAtMs: row.done_at?.getTime() ?? null,
    doneBy: somebody(row.done_by),
  };
}
