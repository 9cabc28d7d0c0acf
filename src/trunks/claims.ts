import { sql, type Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import { areOfOneOperator } from '../contract/trunks/same-operator';
import { TrunkSettings } from '../contract/trunks/trunks';
import { areNumbersOfOthers } from '../joining/numbers-of-others';
import type { Database } from '../ports/database';

/**
 * What a trunk that is used says is its organisation's, no other has: its calls would go to the wrong people, and two
 * registrations of one account take each other's place.
 * @throws VaxelError trunks.numberTaken, trunks.accountTaken
 */
export async function requireOwn(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  settings: TrunkSettings,
): Promise<void> {
  if (!settings.enabled) return;
  // Administrators of two organisations save at the same moment.
  await sql`select pg_advisory_xact_lock(hashtext('trunk claims'))`.execute(transaction);
  const rows = await transaction
    .selectFrom('trunk')
    .select('settings')
    .where('organisation_id', '<>', organisationId)
    .where('removed_at', 'is', null)
    .execute();
  const others = rows.map((row) => TrunkSettings.parse(row.settings)).filter(({ enabled }) => enabled);
  const { mainNumber, registers, account } = settings;
  const isTaken =
    mainNumber !== null &&
    (others.some((each) => each.mainNumber === mainNumber) ||
      (await areNumbersOfOthers(transaction, organisationId, mainNumber)));
  if (isTaken) throw new VaxelError('trunks.numberTaken');
  const isSame = (each: TrunkSettings): boolean =>
    each.registers && each.account === account && areOfOneOperator(each, settings);
  if (registers && others.some(isSame)) throw new VaxelError('trunks.accountTaken');
}
