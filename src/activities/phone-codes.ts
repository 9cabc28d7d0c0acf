import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ActivityDefinition, ActivityEnd } from '../contract/activities/activity';
import type { LineUser } from '../lines/line-user';
import type { Clock } from '../ports/clock';
import type { ZoneOf } from '../settings/zone-of';
import type { Catalogue, OrganisationActivities } from './catalogue';
import { morningOf, nextTimeOfDay } from './ends';
import type { SetActivities } from './set-activity';

export interface PhoneCodeDeps {
  readonly catalogue: Pick<Catalogue, 'of'>;
  readonly setActivities: SetActivities;
  readonly zoneOf: ZoneOf;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly byExtension: (organisationId: OrganisationId, extension: string) => UserId | undefined;
}

/** A code of a desk phone, read. `end` is four digits as they were dialled. */
export type PhoneCode =
  | { readonly kind: 'set'; readonly code: string; readonly end: string | null; readonly extension: string | null }
  | { readonly kind: 'reset' }
  | { readonly kind: 'wrong' };

/**
 * Reads what a phone has dialled, as the exchanges before us had it (MX-ONE): `*23*1#`, `*23*1*1300#` and `*23*5*1224#`
 * set, `#23#` ends, `*230*1002*1*1300#` sets for another. Null: it is none of these.
 */
export function readPhoneCode(dialled: string, prefix: string): PhoneCode | null {
  const digits = /^\*(\d{1,4})\*$/.exec(prefix)?.[1];
  if (digits === undefined || dialled.length > 40) return null;
  if (dialled === `#${digits}#`) return { kind: 'reset' };
  const forAnother = `*${digits}0*`;
  const start = [prefix, forAnother].find((each) => dialled.startsWith(each));
  if (start === undefined) return null;
  const parts = dialled.slice(start.length).replace(/#$/, '').split('*');
  const extension = start === forAnother ? (parts.shift() ?? '') : null;
  const [code = '', end = null, ...more] = parts;
  const isRight = more.length === 0 && /^\d{1,4}$/.test(code) && (end === null || /^\d{4}$/.test(end));
  if (!isRight || (extension !== null && !/^\d{1,10}$/.test(extension))) return { kind: 'wrong' };
  return { kind: 'set', code, end, extension };
}

/**
 * What a desk phone dials does the same as the menu. A phone carries no role, so for another only those set it whom
 * that person has let.
 * @returns true once it is done, false: refused, in the same words whatever the reason; null: no code of ours
 */
export function createPhoneCodes(deps: PhoneCodeDeps): (by: LineUser, dialled: string) => Promise<boolean | null> {
  return async (by, dialled) => {
    const activities = deps.catalogue.of(by.organisationId);
    const read = activities === undefined ? null : readPhoneCode(dialled, activities.codePrefix);
    if (activities === undefined || read === null) return null;
    try {
      return read.kind !== 'wrong' && (await carryOut(deps, activities, by, read));
    } catch (error) {
      if (error instanceof VaxelError) return false;
      throw error;
    }
  };
}

async function carryOut(
  deps: PhoneCodeDeps,
  activities: OrganisationActivities,
  by: LineUser,
  read: Exclude<PhoneCode, { kind: 'wrong' }>,
): Promise<boolean> {
  const { organisationId } = by;
  const asker = { organisationId, userId: by.userId, roles: [], source: 'phone' as const };
  if (read.kind === 'reset') {
    await deps.setActivities.reset(asker);
    return true;
  }
  const definition = activities.all.find(({ code, archived }) => code === read.code && !archived);
  const userId = read.extension === null ? by.userId : deps.byExtension(organisationId, read.extension);
  if (definition === undefined || userId === undefined) return false;
  const end = await endOf(deps, activities, definition, { organisationId, userId, dialled: read.end });
  if (end === 'wrong') return false;
  await deps.setActivities.set(asker, { userId, activityId: definition.id, end, message: null });
  return true;
}

/** Of what is proposed in days four digits are a day, `MMDD`; else a time, `HHMM`. */
async function endOf(
  { zoneOf, clock }: PhoneCodeDeps,
  { workingDay }: OrganisationActivities,
  { defaultEnd }: ActivityDefinition,
  {
    organisationId,
    userId,
    dialled,
  }: { readonly organisationId: OrganisationId; readonly userId: UserId; readonly dialled: string | null },
): Promise<ActivityEnd | 'wrong'> {
  if (dialled === null) return defaultEnd;
  const zone = await zoneOf(organisationId, userId);
  const [first, second] = [Number(dialled.slice(0, 2)), Number(dialled.slice(2))];
  if (defaultEnd === 'nextWorkday') {
    const atMs = morningOf(clock.nowMs(), zone, workingDay, { month: first, day: second });
    return atMs === null ? 'wrong' : { atMs };
  }
  if (first > 23 || second > 59) return 'wrong';
  const time = `${dialled.slice(0, 2)}:${dialled.slice(2)}`;
  return { atMs: nextTimeOfDay(clock.nowMs(), zone, workingDay, time) };
}
