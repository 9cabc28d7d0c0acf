import type { Kysely, Selectable } from 'kysely';
import type { OrganisationId } from '../contract/ids';
import type { ImportRefusal } from '../contract/imports/fields';
import type { Database } from '../ports/database';
import type { ImportTable } from '../ports/database-imports';
import type { ImportJob } from './jobs';

export const working = ['reading', 'applying', 'undoing'] as const;

type Unfinished = Pick<Selectable<ImportTable>, 'id' | 'organisation_id' | 'state' | 'received'>;

/** Imports at work, whoever works at them, of one organisation or of all. */
export function unfinished(db: Kysely<Database>, organisationId?: OrganisationId): Promise<Unfinished[]> {
  const all = db
    .selectFrom('import')
    .select(['id', 'organisation_id', 'state', 'received'])
    .where('state', 'in', working);
  return (organisationId === undefined ? all : all.where('organisation_id', '=', organisationId)).execute();
}

/** A job failed: nothing of it was done, and it is where it was; a file that cannot be read is refused. */
export async function fail(
  db: Kysely<Database>,
  { kind, organisationId, importId }: Pick<ImportJob, 'kind' | 'organisationId' | 'importId'>,
  refusal: ImportRefusal,
): Promise<void> {
  const [from, to] = whereFrom[kind];
  await db
    .updateTable('import')
    .set({ state: to, refusal })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    .where('state', '=', from)
    .execute();
}

const whereFrom = {
  dryRun: ['reading', 'refused'],
  apply: ['applying', 'ready'],
  undo: ['undoing', 'applied'],
} as const;

/**
 * One that nobody works at: its transaction was taken back, so it is where it was. Of a file that did not come in whole
 * nothing stays. Waits for a transaction that is still at its end; what that says holds.
 */
export async function putBack(db: Kysely<Database>, row: Unfinished): Promise<void> {
  const { organisation_id: organisationId, id: importId } = row;
  if (row.state === 'reading' && !row.received)
    await db
      .deleteFrom('import')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', importId)
      .where('received', '=', false)
      .execute();
  else
    for (const kind of ['dryRun', 'apply', 'undo'] as const)
      if (whereFrom[kind][0] === row.state) await fail(db, { kind, organisationId, importId }, 'failed');
}
