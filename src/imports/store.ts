import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import { DatabaseError } from 'pg';
import { VaxelError } from '../contract/errors';
import { largestImport } from '../contract/imports/fields';
import type { ImportChange, ImportLinesPage, ImportLinesQuery, ImportView } from '../contract/imports/imports';
import type { ImportId, ImportState } from '../contract/imports/imports';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { ImportTable } from '../ports/database-imports';
import { readLines } from './lines';
import type { Found } from './read/read-file';
import { unfinished, working } from './unfinished';
import type { ImportWork, Progress } from './work';

/** How long an import can be undone. */
export const undoMs = 24 * 3_600_000;
/** Of the list: older ones are in the audit log. */
const mostListed = 20;

/** The imports of one organisation. */
export interface ImportStore {
  /**
   * Stores a file as it comes, part by part. The import is taken then.
   * @throws VaxelError request.tooLarge, administration.busy while another one works
   */
  receive(file: AsyncIterable<Buffer>, by: UserId, fileName: string): Promise<ImportId>;
  /** @throws VaxelError request.notFound */
  view(id: ImportId): Promise<ImportView>;
  list(): Promise<ImportView[]>;
  lines(id: ImportId, query: ImportLinesQuery): Promise<ImportLinesPage>;
  /** What the person says of how the file is read. @throws VaxelError administration.notNow */
  choose(id: ImportId, change: ImportChange): Promise<void>;
  /** To a state, if it is in one of these. @throws VaxelError administration.notNow, administration.busy */
  enter(id: ImportId, from: readonly ImportState[], to: ImportState): Promise<void>;
  /** @throws VaxelError request.notFound, administration.notNow once it cannot be undone any more */
  enterUndo(id: ImportId): Promise<void>;
  /** @throws VaxelError administration.notNow while it works, or once it was applied */
  remove(id: ImportId): Promise<void>;
}

const partBytes = 512 * 1024;

export interface ImportStoreDeps {
  readonly db: Kysely<Database>;
  readonly work: Pick<ImportWork, 'progressOf' | 'take' | 'leave' | 'recover'>;
}

export function createImportStore({ db, work }: ImportStoreDeps, organisationId: OrganisationId): ImportStore {
  const own = () => db.selectFrom('import').where('organisation_id', '=', organisationId);

  async function nobodyWorks(): Promise<void> {
    if ((await unfinished(db, organisationId)).length === 0) return;
    // It may have been left.
    await work.recover(organisationId);
    if ((await unfinished(db, organisationId)).length > 0) throw busy();
  }

  async function enter(id: ImportId, from: readonly ImportState[], to: ImportState): Promise<void> {
    await nobodyWorks();
    const { numUpdatedRows } = await db
      .updateTable('import')
      .set({ state: to, refusal: null })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirstOrThrow()
      .catch(oneWorks);
    if (numUpdatedRows === 0n) throw new VaxelError('administration.notNow');
  }

  return {
    enter,
    async receive(file, by, fileName) {
      await nobodyWorks();
      const id = randomUUID() as ImportId;
      const row = {
        id,
        organisation_id: organisationId,
        created_by: by,
        file_name: fileName,
        state: 'reading',
        received: false,
      } as const;
      await work.take(id);
      try {
        await db.insertInto('import').values(row).execute().catch(oneWorks);
        await storeParts(db, { organisationId, id }, file);
        const whole = db.updateTable('import').set({ received: true }).where('organisation_id', '=', organisationId);
        await whole.where('id', '=', id).execute();
        return id;
      } catch (error) {
        const part = db.deleteFrom('import').where('organisation_id', '=', organisationId).where('id', '=', id);
        // What cannot be deleted now is found later, as one that nobody works at.
        await part.execute().catch(() => undefined);
        work.leave(id);
        throw error;
      }
    },
    async view(id) {
      const row = await withName(db, organisationId).where('import.id', '=', id).executeTakeFirst();
      if (row === undefined) throw new VaxelError('request.notFound');
      return toView(row, work.progressOf(id));
    },
    async list() {
      const rows = await withName(db, organisationId).orderBy('created_at', 'desc').limit(mostListed).execute();
      return rows.map((row) => toView(row, work.progressOf(row.id)));
    },
    lines: (id, query) => readLines(db, { organisationId, importId: id }, query),
    async choose(id, change) {
      const { numUpdatedRows } = await db
        .updateTable('import')
        .set({ chosen: sql<string>`chosen || ${JSON.stringify(change)}::jsonb` })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .where('state', 'in', ['ready', 'refused'])
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new VaxelError('administration.notNow');
    },
    async enterUndo(id) {
      const row = await own().select('applied_at').where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new VaxelError('request.notFound');
      const isOver = row.applied_at === null || row.applied_at.getTime() + undoMs < Date.now();
      if (isOver) throw new VaxelError('administration.notNow', 'An import can be undone for 24 hours.');
      await enter(id, ['applied'], 'undoing');
    },
    async remove(id) {
      const { numDeletedRows } = await db
        .deleteFrom('import')
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .where('state', 'in', ['ready', 'refused'])
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) throw new VaxelError('administration.notNow');
    },
  };
}

const busy = () => new VaxelError('administration.busy', 'Another import is under way.');
/** Two came at the same moment. */
function oneWorks(error: unknown): never {
  const cause = error instanceof VaxelError ? error.cause : error;
  throw cause instanceof DatabaseError && cause.constraint === 'import_works' ? busy() : error;
}

interface Where {
  readonly organisationId: OrganisationId;
  readonly id: ImportId;
}

/** Never more of it in memory than one part. */
async function storeParts(db: Kysely<Database>, where: Where, file: AsyncIterable<Buffer>): Promise<void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let bytes = 0;
  let position = 0;
  const store = async (): Promise<void> => {
    const part = Buffer.concat(held);
    [held, heldBytes] = [[], 0];
    await db
      .insertInto('import_part')
      .values({ organisation_id: where.organisationId, import_id: where.id, position, bytes: part })
      .execute();
    position += 1;
  };
  for await (const chunk of file) {
    bytes += chunk.length;
    if (bytes > largestImport) throw new VaxelError('request.tooLarge', 'The file is larger than 20 MB.');
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= partBytes) await store();
  }
  if (heldBytes > 0) await store();
}

const withName = (db: Kysely<Database>, organisationId: OrganisationId) =>
  db
    .selectFrom('import')
    .leftJoin('app_user', 'app_user.id', 'import.created_by')
    .leftJoin('contact', 'contact.id', 'app_user.contact_id')
    .selectAll('import')
    .select('contact.display_name as creator')
    .where('import.organisation_id', '=', organisationId);

type Row = Selectable<ImportTable> & { readonly creator: string | null };

function toView(row: Row, progress: Progress): ImportView {
  const found = row.found as Partial<Found>;
  const chosen = row.chosen as ImportChange;
  const appliedAtMs = row.applied_at?.getTime() ?? null;
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    format: row.format,
    encoding: found.encoding ?? chosen.encoding ?? 'auto',
    separator: found.separator ?? chosen.separator ?? 'auto',
    looksGarbled: found.looksGarbled ?? false,
    columns: (found.headers ?? []).map((header, index) => ({
      header,
      field: found.fields?.[index] ?? 'ignore',
      example: found.examples?.[index]?.slice(0, 60) ?? '',
    })),
    counts: row.counts,
    refusal: row.refusal,
    progress: working.some((state) => state === row.state) ? (progress ?? { done: 0, total: 1 }) : null,
    createdAtMs: row.created_at.getTime(),
    createdBy: row.creator,
    appliedAtMs,
    undoUntilMs: row.state === 'applied' && appliedAtMs !== null ? appliedAtMs + undoMs : null,
    kept: row.kept,
  };
}

/** What can no longer be applied or undone leaves, lines and file; the audit log keeps what was done. */
export async function purgeImports(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ id: ImportId }>`
    select id from import where state not in ('reading', 'applying', 'undoing')
      and coalesce(applied_at, created_at) < now() - interval '7 days'
    union select id from import where state in ('ready', 'refused') and created_at < now() - interval '1 day'`.execute(
    db,
  );
  for (const { id } of rows) await db.deleteFrom('import').where('id', '=', id).execute();
}
