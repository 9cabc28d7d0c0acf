import type { ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { VoicemailMessage, VoicemailPage, VoicemailQuery } from '../contract/voicemail/voicemail';
import type { Database } from '../ports/database';
import type { VoicemailMessageTable } from '../ports/database-voicemail';
import type { WaitingMessages } from '../switch/port';
import { createGathered } from '../time/gathered';
import { restoreDays } from './limits';
import { groupsHeardBy, readersOf, readersOfGroups, type MessageOwner } from './readers';

/** What was changed: the call that it was left in, and everybody who hears it. */
export interface ChangedMessage {
  readonly callId: CallId;
  readonly readers: readonly UserId[];
}

/** A call that nobody of a group has taken; it stands in no list of theirs. */
export type GroupCall = Pick<VoicemailMessage, 'from' | 'calledNumber' | 'leftAtMs'> & { readonly groupName: string };

/** The messages of one person, and of the groups whose messages the person hears. */
export interface Mailbox {
  /** @throws VaxelError request.invalid for a message before that is none of the person's */
  page(query: VoicemailQuery): Promise<VoicemailPage>;
  /** @throws VaxelError request.notFound */
  find(id: RecordingId): Promise<VoicemailMessage>;
  /** What was left in a call; null = nothing, or it is deleted. */
  ofCall(callId: CallId): Promise<VoicemailMessage | null>;
  /** The call in which something was left for a group of the person's, also when that is deleted; null = none. */
  groupCall(callId: CallId): Promise<GroupCall | null>;
  /** These change a message, for everybody who hears it. @throws VaxelError request.notFound */
  setHeard(transaction: Transaction<Database>, id: RecordingId, heard: boolean): Promise<ChangedMessage>;
  remove(transaction: Transaction<Database>, id: RecordingId): Promise<ChangedMessage>;
  /** Within 30 days. */
  restore(transaction: Transaction<Database>, id: RecordingId): Promise<ChangedMessage>;
}

export function createMailbox(db: Kysely<Database>, organisationId: OrganisationId, userId: UserId): Mailbox {
  const own = (eb: ExpressionBuilder<Database, 'voicemail_message'>) =>
    eb.and([
      eb('organisation_id', '=', organisationId),
      eb.or([eb('user_id', '=', userId), eb('group_id', 'in', groupsHeardBy(db, organisationId, userId))]),
    ]);
  const all = () =>
    db
      .selectFrom('voicemail_message')
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom('answer_group')
          .select('name')
          .whereRef('answer_group.id', '=', 'voicemail_message.group_id')
          .as('group_name'),
      )
      .where(own);
  const visible = () => all().where('deleted_at', 'is', null);
  const change = (transaction: Transaction<Database>, id: RecordingId) =>
    transaction
      .updateTable('voicemail_message')
      .where(own)
      .where('id', '=', id)
      .returning(['call_id as callId', 'user_id as userId', 'group_id as groupId']);
  const changed = async (
    transaction: Transaction<Database>,
    row: (MessageOwner & Pick<ChangedMessage, 'callId'>) | undefined,
  ): Promise<ChangedMessage> => {
    const { callId, ...owner } = found(row);
    return { callId, readers: await readersOf(transaction, organisationId, owner) };
  };
  return {
    async page({ show, before, limit }) {
      const shown = show === 'new' ? visible().where('heard_at', 'is', null) : visible();
      const older = before === undefined ? shown : shown.where(isOlderThan(own, before));
      const rows = await older
        .orderBy('left_at', 'desc')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      return { messages: rows.slice(0, limit).map(toMessage), more: rows.length > limit };
    },
    async find(id) {
      const row = await visible().where('id', '=', id).executeTakeFirst();
      return toMessage(found(row));
    },
    async ofCall(callId) {
      const row = await visible().where('call_id', '=', callId).orderBy('left_at', 'desc').executeTakeFirst();
      return row === undefined ? null : toMessage(row);
    },
    async groupCall(callId) {
      const row = await all().where('call_id', '=', callId).where('group_id', 'is not', null).executeTakeFirst();
      if (row === undefined) return null;
      const { group_name: groupName, other: from, called_number: calledNumber, left_at: leftAt } = row;
      return { from, calledNumber, leftAtMs: leftAt.getTime(), groupName: groupName ?? '' };
    },
    async setHeard(transaction, id, heard) {
      const row = await change(transaction, id)
        .set({ heard_at: heard ? sql<Date>`coalesce(heard_at, now())` : null })
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return changed(transaction, row);
    },
    async remove(transaction, id) {
      const row = await change(transaction, id)
        .set({ deleted_at: sql<Date>`now()` })
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      return changed(transaction, row);
    },
    async restore(transaction, id) {
      const row = await change(transaction, id)
        .set({ deleted_at: null })
        .where('deleted_at', '>', sql<Date>`now() - make_interval(days => ${restoreDays})`)
        .executeTakeFirst();
      return changed(transaction, row);
    },
  };
}

/** In the order of the list; a message that is deleted since has still had its place. */
const isOlderThan =
  (own: (eb: ExpressionBuilder<Database, 'voicemail_message'>) => ReturnType<typeof eb.and>, before: RecordingId) =>
  (eb: ExpressionBuilder<Database, 'voicemail_message'>) => {
    const last = eb.selectFrom('voicemail_message').where(own).where('id', '=', before);
    return eb.or([
      eb('left_at', '<', last.select('left_at')),
      eb.and([eb('left_at', '=', last.select('left_at')), eb('id', '>', before)]),
    ]);
  };

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such message.');
  return row;
}

function toMessage(row: Selectable<VoicemailMessageTable> & { readonly group_name: string | null }): VoicemailMessage {
  const { group_id: groupId, group_name: groupName } = row;
  return {
    id: row.id,
    callId: row.call_id,
    from: row.other,
    calledNumber: row.called_number,
    leftAtMs: row.left_at.getTime(),
    ms: row.ms,
    peaks: [...row.peaks],
    heard: row.heard_at !== null,
    cutShort: row.cut_short,
    transcript: transcriptOf(row),
    group: groupId === null || groupName === null ? null : { id: groupId, name: groupName },
  };
}

/** Of silence there is nothing to read. */
function transcriptOf(row: Selectable<VoicemailMessageTable>): VoicemailMessage['transcript'] {
  const { transcript: text, transcript_language: language } = row;
  return text === null || text === '' || language === null ? null : { text, language };
}

/** How many messages people have heard and not heard; many who ask at once are read together. */
export function createCounts(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): (userId: UserId) => Promise<WaitingMessages> {
  return createGathered(
    (userId) => userId,
    async (userIds) => {
      const ofPeople = db
        .selectFrom('voicemail_message')
        .select(['user_id', 'heard_at'])
        .where('organisation_id', '=', organisationId)
        .where('user_id', 'in', userIds)
        .where('deleted_at', 'is', null);
      const ofGroups = db
        .selectFrom('voicemail_message')
        .innerJoin(readersOfGroups(db, organisationId).as('reader'), 'reader.group_id', 'voicemail_message.group_id')
        .select(['reader.user_id', 'heard_at'])
        .where('organisation_id', '=', organisationId)
        .where('reader.user_id', 'in', userIds)
        .where('deleted_at', 'is', null);
      const rows = await db
        .selectFrom(ofPeople.unionAll(ofGroups).as('message'))
        .select([
          'user_id',
          (eb) => eb.fn.countAll<string>().as('all'),
          (eb) => eb.fn.count<string>('heard_at').as('heard'),
        ])
        .groupBy('user_id')
        .execute();
      const counts = new Map(
        rows.map(({ user_id, all, heard }) => [
          user_id,
          { unheard: Number(all) - Number(heard), heard: Number(heard) },
        ]),
      );
      return userIds.map((userId) => counts.get(userId) ?? { unheard: 0, heard: 0 });
    },
  );
}

export type NewMessage = Omit<VoicemailMessage, 'heard' | 'peaks' | 'transcript' | 'group'> & {
  readonly peaks: readonly number[];
  readonly speechMs: number;
};

/** False = it is there already, or its person is no user any more. */
export async function addMessage(
  transaction: Transaction<Database>,
  { organisationId, userId }: { readonly organisationId: OrganisationId; readonly userId: UserId },
  message: NewMessage,
): Promise<boolean> {
  const user = await transaction
    .selectFrom('app_user')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', userId)
    .forKeyShare()
    .executeTakeFirst();
  if (user === undefined) return false;
  return insertMessage(transaction, { organisationId, userId, groupId: null }, message);
}

/** The same for a group: false = it is there already, or the group is no more. */
export async function addGroupMessage(
  transaction: Transaction<Database>,
  { organisationId, groupId }: { readonly organisationId: OrganisationId; readonly groupId: AnswerGroupId },
  message: NewMessage,
): Promise<boolean> {
  const group = await transaction
    .selectFrom('answer_group')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', groupId)
    .forKeyShare()
    .executeTakeFirst();
  if (group === undefined) return false;
  return insertMessage(transaction, { organisationId, userId: null, groupId }, message);
}

async function insertMessage(
  transaction: Transaction<Database>,
  { organisationId, userId, groupId }: MessageOwner & { readonly organisationId: OrganisationId },
  message: NewMessage,
): Promise<boolean> {
  const added = await transaction
    .insertInto('voicemail_message')
    .values({
      id: message.id,
      organisation_id: organisationId,
      user_id: userId,
      group_id: groupId,
      call_id: message.callId,
      other: JSON.stringify(message.from),
      called_number: message.calledNumber,
      left_at: new Date(message.leftAtMs),
      ms: message.ms,
      speech_ms: message.speechMs,
      peaks: Buffer.from(message.peaks),
      cut_short: message.cutShort,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Also one that is deleted. */
export async function hasMessage(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  id: RecordingId,
): Promise<boolean> {
  const row = await db
    .selectFrom('voicemail_message')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
