import type { ActivityDefinition, ActivityEnd } from '../contract/activities/activity';
import { VaxelError, type ErrorCode } from '../contract/errors';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { ZoneOf } from '../settings/zone-of';
import { mostMinutes } from '../contract/activities/limits';
import type { Catalogue, OrganisationActivities } from './catalogue';
import { nextTimeOfDay } from './ends';
import type { Present } from './present';
import type { SetActivities } from './set-activity';

export interface SaidDeps {
  readonly catalogue: Pick<Catalogue, 'of'>;
  readonly setActivities: SetActivities;
  readonly present: Pick<Present, 'of'>;
  readonly zoneOf: ZoneOf;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** What came of what a person wrote: what holds now, or why it does not; null: it is about no activity. */
export type SaidAnswer =
  | { readonly kind: 'set'; readonly definition: ActivityDefinition; readonly untilMs: number | null }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'notUnderstood'; readonly names: readonly ActivityDefinition[] };

type SayActivity = (
  person: { readonly organisationId: OrganisationId; readonly userId: UserId },
  text: string,
) => Promise<SaidAnswer | null>;

/** `lunch`, `möte 60`, `busy 120 min`, `lunch till 13:00`, `activity sick`, `återställ`: what the bot is told. */
export function createSaid({ catalogue, setActivities, present, zoneOf, clock }: SaidDeps): SayActivity {
  return async ({ organisationId, userId }, text) => {
    const activities = catalogue.of(organisationId);
    const read = activities === undefined ? null : readSaid(text, activities);
    if (activities === undefined || read === null) return null;
    const listed = activities.all.filter(({ archived, listed: isListed }) => !archived && isListed);
    if (read === 'notUnderstood') return { kind: 'notUnderstood', names: listed };
    const asker = { organisationId, userId, roles: [], source: 'bot' as const };
    try {
      const zone = await zoneOf(organisationId, userId);
      const { definition, end } = read;
      const asked: ActivityEnd =
        typeof end === 'string' ? { atMs: nextTimeOfDay(clock.nowMs(), zone, activities.workingDay, end) } : end.usual;
      await setActivities.set(asker, { activityId: definition.id, end: asked, message: null });
      const now = present.of(organisationId, userId)?.activity;
      const held = activities.all.find(({ id }) => id === now?.activityId) ?? definition;
      return { kind: 'set', definition: held, untilMs: now?.untilMs ?? null };
    } catch (error) {
      if (error instanceof VaxelError) return { kind: 'refused', code: error.code };
      throw error;
    }
  };
}

export interface ReadSaid {
  readonly definition: ActivityDefinition;
  /** `13:00`, or as it is usual or in minutes. */
  readonly end: string | { readonly usual: ActivityEnd };
}

const prefixes = new Set(['activity', 'hanvisning']);
const resets = new Set(['reset', 'aterstall', 'tillbaka', 'back']);

/** Null: it names no activity. */
export function readSaid(
  text: string,
  { all, available }: Pick<OrganisationActivities, 'all' | 'available'>,
): ReadSaid | 'notUnderstood' | null {
  const written = text.slice(0, 200).toLowerCase().split(/\s+/).filter(Boolean);
  const isAsked = prefixes.has(fold(written[0] ?? ''));
  const said = isAsked ? written.slice(1) : written;
  if (said.length === 1 && resets.has(fold(said[0] ?? ''))) return { definition: available, end: { usual: null } };
  const named = all
    .filter(({ archived }) => !archived)
    .flatMap((definition) => [definition.name.sv, definition.name.en].map((name) => ({ definition, name: fold(name) })))
    .map((each) => ({ ...each, count: each.name.split(' ').length }))
    .filter(({ name, count }) => said.length >= count && fold(said.slice(0, count).join(' ')) === name)
    .toSorted((a, b) => b.count - a.count)[0];
  if (named === undefined) return isAsked ? 'notUnderstood' : null;
  const end = readRest(said.slice(named.count).join(' '), named.definition);
  return end === null ? 'notUnderstood' : { definition: named.definition, end };
}

/** What stands behind the name: nothing, minutes, or a time. */
function readRest(rest: string, { defaultEnd }: ActivityDefinition): ReadSaid['end'] | null {
  if (rest === '') return { usual: defaultEnd };
  const minutes = Number(/^(\d{1,5}) ?(?:m|min|minuter|minutes)?$/.exec(rest)?.[1] ?? Number.NaN);
  if (minutes >= 1 && minutes <= mostMinutes) return { usual: { minutes } };
  const time =
    /^(?:till|until|to|kl|till kl) (\d{1,2})(?:[:.](\d\d))?$/.exec(rest) ?? /^(\d{1,2})[:.](\d\d)$/.exec(rest);
  const [hours, minute] = [Number(time?.[1] ?? 24), Number(time?.[2] ?? 0)];
  if (hours > 23 || minute > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
