import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type {
  ActivityAdministration,
  ActivityDefaults,
  ActivityDefinition,
  ActivityDraft,
  ActivityShortcut,
  UsualEnd,
} from '../contract/activities/activity';
import { mostActivities } from '../contract/activities/limits';
import type { AuditWordsOfBoth } from '../contract/audit/audit';
import { auditWords } from '../contract/audit/words';
import { VaxelError } from '../contract/errors';
import type { ActivityId, OrganisationId } from '../contract/ids';
import { isFreeCodePrefix } from '../contract/phone-codes';
import type { AuditEntry, AuditLog, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';
import { availableKey, type Catalogue } from './catalogue';

/** Who changes it, by which request. */
export type Changer = Pick<AuditEntry, 'actor' | 'request'> & { readonly organisationId: OrganisationId };

/** The activities of an organisation, changed by its administrators; told in the same transaction. */
export interface ActivityAdministrator {
  read(organisationId: OrganisationId): ActivityAdministration;
  /** @throws VaxelError activity.tooMany | activity.codeTaken */
  add(changer: Changer, draft: ActivityDraft): Promise<void>;
  /** @throws VaxelError activity.notFound | activity.codeTaken | activity.needed */
  change(changer: Changer, id: ActivityId, draft: ActivityDraft): Promise<void>;
  /** @throws VaxelError activity.notFound */
  order(changer: Changer, ids: readonly ActivityId[]): Promise<void>;
  /** @throws VaxelError activity.notFound | activity.prefixTaken */
  setDefaults(changer: Changer, defaults: ActivityDefaults): Promise<void>;
}

export interface AdministrationDeps {
  readonly db: Kysely<Database>;
  readonly catalogue: Catalogue;
  readonly audit: AuditLog;
}

export function createActivityAdministrator({ db, catalogue, audit }: AdministrationDeps): ActivityAdministrator {
  const known = (organisationId: OrganisationId) => {
    const activities = catalogue.of(organisationId);
    if (activities === undefined) throw new VaxelError('server.unavailable', 'its activities are not known yet');
    return activities;
  };
  const found = (organisationId: OrganisationId, id: ActivityId): ActivityDefinition => {
    const definition = known(organisationId).find(id);
    if (definition === undefined) throw new VaxelError('activity.notFound');
    return definition;
  };

  /** In force here once it resolves; other servers hear of it. */
  async function carryOut(
    { organisationId, ...by }: Changer,
    told: Pick<AuditEntry, 'action' | 'object' | 'before' | 'after'>,
    write: (transaction: Transaction<Database>) => Promise<unknown>,
  ): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      await write(transaction);
      await audit.record(transaction, organisationId, { ...by, ...told, source: 'tab' });
    });
    await catalogue.load(organisationId);
  }

  return {
    read(organisationId) {
      const { all, shortcuts, codePrefix } = known(organisationId);
      return { activities: [...all], shortcuts: [...shortcuts], codePrefix };
    },
    async add(changer, draft) {
      const { organisationId } = changer;
      const { all } = known(organisationId);
      if (all.length >= mostActivities) throw new VaxelError('activity.tooMany');
      mustHaveOwnCode(all, null, draft);
      const id = randomUUID() as ActivityId;
      const position = Math.max(...all.map((each) => each.position)) + 1;
      const object = { kind: 'activity' as const, id, name: draft.name.en };
      await carryOut(changer, { action: 'activities.changed', object, after: fieldsOf(draft) }, (transaction) =>
        transaction
          .insertInto('activity')
          .values({ id, organisation_id: organisationId, key: `own-${id.slice(0, 8)}`, position, ...columnsOf(draft) })
          .execute(),
      );
    },
    async change(changer, id, draft) {
      const { organisationId } = changer;
      const before = found(organisationId, id);
      mustHaveOwnCode(known(organisationId).all, id, draft);
      if (before.key === availableKey && (draft.archived || draft.endRequired || !draft.listed))
        throw new VaxelError('activity.needed');
      const object = { kind: 'activity' as const, id, name: before.name.en };
      const told = { action: 'activities.changed', object, before: fieldsOf(before), after: fieldsOf(draft) } as const;
      await carryOut(changer, told, (transaction) =>
        transaction
          .updateTable('activity')
          .set(columnsOf(draft))
          .where('organisation_id', '=', organisationId)
          .where('id', '=', id)
          .execute(),
      );
    },
    async order(changer, ids) {
      const { organisationId } = changer;
      const { all } = known(organisationId);
      const wanted = [...new Set(ids)].map((id) => found(organisationId, id));
      const order = [...wanted, ...all.filter(({ id }) => !ids.includes(id))];
      const names = (list: readonly ActivityDefinition[]) => list.map(({ name }) => name);
      const told = {
        action: 'activities.changed',
        object: { kind: 'organisation' as const, id: organisationId, name: '' },
        before: { order: names(all) },
        after: { order: names(order) },
      } as const;
      await carryOut(changer, told, async (transaction) => {
        for (const [position, { id }] of order.entries())
          // oxlint-disable-next-line no-await-in-loop -- some ten, in one transaction
          await transaction
            .updateTable('activity')
            .set({ position })
            .where('organisation_id', '=', organisationId)
            .where('id', '=', id)
            .execute();
      });
    },
    async setDefaults(changer, { shortcuts, codePrefix }) {
      const { organisationId } = changer;
      const before = known(organisationId);
      if (!isFreeCodePrefix(codePrefix)) throw new VaxelError('activity.prefixTaken');
      for (const { activityId } of shortcuts)
        if (found(organisationId, activityId).archived) throw new VaxelError('activity.notFound');
      const words = ({ activityId, end }: ActivityShortcut): AuditWordsOfBoth => {
        const { sv, en } = found(organisationId, activityId).name;
        return { sv: `${sv} ${endWords(end).sv}`.trim(), en: `${en} ${endWords(end).en}`.trim() };
      };
      const told = {
        action: 'shortcuts.changed',
        object: { kind: 'organisation' as const, id: organisationId, name: '' },
        before: { shortcuts: before.shortcuts.map(words), codePrefix: before.codePrefix },
        after: { shortcuts: shortcuts.map(words), codePrefix },
      } as const;
      await carryOut(changer, told, (transaction) =>
        transaction
          .updateTable('activity_defaults')
          .set({ shortcuts: JSON.stringify(shortcuts), code_prefix: codePrefix })
          .where('organisation_id', '=', organisationId)
          .execute(),
      );
    },
  };
}

/** One that is put away keeps none from having its code. */
function mustHaveOwnCode(
  all: readonly ActivityDefinition[],
  id: ActivityId | null,
  { code, archived }: ActivityDraft,
): void {
  if (code === null || archived) return;
  if (all.some((each) => each.id !== id && !each.archived && each.code === code))
    throw new VaxelError('activity.codeTaken');
}

const columnsOf = (draft: ActivityDraft) => ({
  name_sv: draft.name.sv,
  name_en: draft.name.en,
  icon: draft.icon,
  state: draft.state,
  default_end: draft.defaultEnd === null ? null : JSON.stringify(draft.defaultEnd),
  end_required: draft.endRequired,
  call_handling: draft.callHandling,
  spoken: draft.spoken,
  listed: draft.listed,
  code: draft.code,
  archived_at: draft.archived ? new Date() : null,
});

/** A usual end, for whoever reads the audit. */
const endWords = (end: UsualEnd | null): AuditWordsOfBoth => {
  const [sv, en] = (['sv', 'en'] as const).map((language) =>
    end === null ? '' : typeof end === 'object' ? `${end.minutes} min` : auditWords[language].values[end],
  ) as [string, string];
  return { sv, en };
};

const fieldsOf = (draft: ActivityDraft): ToldFields => ({
  nameSv: draft.name.sv,
  nameEn: draft.name.en,
  icon: draft.icon,
  state: draft.state,
  defaultEnd: draft.defaultEnd === null ? null : endWords(draft.defaultEnd),
  endRequired: draft.endRequired,
  callHandling: draft.callHandling,
  spoken: draft.spoken,
  listed: draft.listed,
  code: draft.code,
  archived: draft.archived,
});
