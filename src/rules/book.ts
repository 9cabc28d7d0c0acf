import type { Kysely } from 'kysely';
import { z } from 'zod';
import { OrganisationId, UserId } from '../contract/ids';
import type { CallVerdict } from '../contract/rules/rights';
import type { OpenNow } from '../contract/answer-groups/realtime';
import type { Opening } from '../contract/answer-groups/settings';
import type { Knowledge } from '../calls/knowledge';
import { readNotice } from '../following/read-notice';
import type { LinesFeature } from '../lines/feature';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Wakes } from '../ports/wakes';
import { withDeadline } from '../time/deadline';
import { loadPublicHolidays, type PublicHolidays } from '../time/public-holidays';
import type { SettingsFeature } from '../settings/feature';
import { kindOf } from './number-class';
import { openNow, opennessAt } from './open-hours';
import { builtInRights, isPicker, readRights, verdictOf, verdictOfCall, type Asking, type Rights } from './rights';
import { readRules, type RuleList } from './store';

export interface RuleBookDeps extends Pick<LinesFeature, 'lines'>, Pick<SettingsFeature, 'zoneOf'> {
  readonly db: Kysely<Database>;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

/** Rules and rights as calls ask for them: read once, and again when they have changed, whoever changed them. */
export interface RuleBook extends Pick<
  Knowledge,
  | 'rulesOf'
  | 'defaultsOf'
  | 'verdictsOf'
  | 'callVerdictOf'
  | 'judgeNow'
  | 'classOf'
  | 'siteNumberOf'
  | 'helpToldOf'
  | 'mayPickUp'
  | 'outsideLimitsOf'
  | 'zoneOf'
> {
  rightsOf(organisationId: OrganisationId): Promise<Rights>;
  /**
   * Whether what goes by these hours is open, and until when it is or is not. In memory: no call waits for it.
   * @param atMs absent = now
   */
  openNow(organisationId: OrganisationId, opening: Opening, atMs?: number): OpenNow;
  /** Of who is named, or of the organisation; this server has changed it itself. */
  forget(organisationId: OrganisationId, userId: UserId | null): void;
  /** @throws VaxelError server.unavailable */
  start(): Promise<void>;
}

/** A call waits no longer for them. */
const longestReadMs = 200;

/** Of people whose rules are in memory; who has been called least lately is read again. */
const most = 20_000;

const Notice = z.object({ organisationId: OrganisationId, userId: UserId.nullable() });

/** Answers that are read when first asked for; a failure is not kept. */
function createKept<Key, Value>(read: (key: Key) => Promise<Value>, keyOf: (key: Key) => string) {
  const kept = new Map<string, Promise<Value>>();
  return {
    forget: (key: Key) => void kept.delete(keyOf(key)),
    clear: () => kept.clear(),
    get(key: Key): Promise<Value> {
      const name = keyOf(key);
      const known = kept.get(name);
      const value = known ?? read(key);
      kept.delete(name);
      kept.set(name, value);
      if (!known) value.catch(() => kept.get(name) === value && kept.delete(name));
      const [oldest] = kept.size > most ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}

const placeOf = (lines: RuleBookDeps['lines'], organisationId: OrganisationId) =>
  lines.organisation(organisationId) ?? { country: 'SE', timeZone: 'UTC' };

/** With the calendars of all countries, where the organisation's rights ask for its own. */
interface KeptRights extends Rights {
  readonly holidays?: PublicHolidays;
}

/** Rights of organisations, for what waits and for what does not. */
function createRightsKept(db: RuleBookDeps['db'], lines: RuleBookDeps['lines']) {
  const lastRead = new Map<OrganisationId, KeptRights>();
  const asked = new Map<OrganisationId, number>();
  const kept = createKept<OrganisationId, KeptRights>(
    async (organisationId) => {
      const mine = (asked.get(organisationId) ?? 0) + 1;
      asked.set(organisationId, mine);
      const rights = await readRights(db, organisationId, placeOf(lines, organisationId).country);
      const read = rights.publicHolidays ? { ...rights, holidays: await loadPublicHolidays() } : rights;
      // One that was slow says nothing any more of what has changed since.
      if (asked.get(organisationId) === mine) lastRead.set(organisationId, read);
      return read;
    },
    (organisationId) => organisationId,
  );
  /** As they were when the database is away; never read, calls stay in the country. */
  function atLeast(organisationId: OrganisationId): KeptRights {
    const { country } = placeOf(lines, organisationId);
    return lastRead.get(organisationId) ?? { ...builtInRights(country), callCountries: [country] };
  }
  /** Whoever asks in memory is told what is, and not what was when somebody last waited for it. */
  const readAgain = (organisationId: OrganisationId): void => {
    kept.forget(organisationId);
    // What cannot be read stays as it was, until a call asks again.
    kept.get(organisationId).catch(() => undefined);
  };
  return {
    get: kept.get,
    atLeast,
    forget: readAgain,
    clear: () => [...lastRead.keys()].forEach(readAgain),
    /** Of all that have said anything. @throws VaxelError server.unavailable */
    async readAll() {
      const said = await db.selectFrom('forward_right').select('organisation_id').execute();
      await Promise.all(said.map(({ organisation_id }) => kept.get(organisation_id)));
    },
  };
}

/** Who asks, and when: now, by the clock of the organisation. */
const createAsking =
  (lines: RuleBookDeps['lines'], clock: Clock) => (organisationId: OrganisationId, userId: UserId, now: KeptRights) => {
    const { country, timeZone } = placeOf(lines, organisationId);
    const isHoliday = (date: string): boolean => now.holidays?.isOn(country, date) ?? false;
    return { userId, own: country, ...opennessAt(now, clock.nowMs(), timeZone, isHoliday) };
  };

const verdictsOn = (now: Rights, asking: Omit<Asking, 'number'>, numbers: readonly string[]) =>
  Object.fromEntries(numbers.map((number) => [number, verdictOf(now, { ...asking, number })]));

function judge(now: Rights, asking: Asking, { isForward }: { readonly isForward: boolean }): CallVerdict {
  if (!isForward) return verdictOfCall(now, asking);
  return verdictOf(now, asking) === 'ok' ? 'ok' : 'numberNotAllowed';
}

/** By the hours and closed days of the organisation, or by hours of one's own. */
const createOpenNow =
  ({ lines, clock }: Pick<RuleBookDeps, 'lines' | 'clock'>, atLeast: (organisationId: OrganisationId) => KeptRights) =>
  (organisationId: OrganisationId, { by, hours, closedDays }: Opening, atMs = clock.nowMs()): OpenNow => {
    if (by === 'always') return { isOpen: true, changesAtMs: null };
    const { country, timeZone } = placeOf(lines, organisationId);
    const all = atLeast(organisationId);
    const areClosed = by === 'organisation' || closedDays;
    const asked = { openHours: by === 'own' ? hours : all.openHours, closedDays: areClosed ? all.closedDays : [] };
    const isHoliday = (date: string): boolean => areClosed && (all.holidays?.isOn(country, date) ?? false);
    return openNow(asked, atMs, timeZone, isHoliday);
  };

interface InMemoryDeps extends Pick<RuleBookDeps, 'lines'> {
  readonly askingNow: ReturnType<typeof createAsking>;
}

/** What no call waits for. */
const inMemory = (
  { lines, askingNow }: InMemoryDeps,
  atLeast: (organisationId: OrganisationId) => Rights,
): Pick<Knowledge, 'judgeNow' | 'classOf' | 'siteNumberOf' | 'helpToldOf' | 'mayPickUp' | 'outsideLimitsOf'> => ({
  judgeNow(organisationId, dialled) {
    const now = atLeast(organisationId);
    return judge(now, { ...askingNow(organisationId, dialled.paidBy, now), number: dialled.number }, dialled);
  },
  classOf: (organisationId, number) => kindOf(number, placeOf(lines, organisationId).country).class,
  siteNumberOf: (organisationId) => atLeast(organisationId).siteNumber,
  helpToldOf: (organisationId) => atLeast(organisationId).helpToldIds,
  mayPickUp: (organisationId, userId) => isPicker(atLeast(organisationId), userId),
  outsideLimitsOf: atLeast,
});

export function createRuleBook({ db, wakes, clock, lines, zoneOf: readZone }: RuleBookDeps): RuleBook {
  type Whose = readonly [OrganisationId, UserId | null];
  const lists = createKept<Whose, RuleList>(
    ([organisationId, userId]) => readRules(db, organisationId, userId),
    (whose) => whose.join('/'),
  );
  const rights = createRightsKept(db, lines);
  const askingNow = createAsking(lines, clock);
  const rulesOf = async (organisationId: OrganisationId, userId: UserId | null) =>
    (await lists.get([organisationId, userId])).rules;

  async function zoneOf(organisationId: OrganisationId, userId: UserId): Promise<string> {
    const rules = await Promise.all([rulesOf(organisationId, userId), rulesOf(organisationId, null)]);
    // Nobody asks for the time.
    if (!rules.flat().some(({ on, when }) => on && when.times.length > 0)) return 'Europe/Stockholm';
    return readZone(organisationId, userId);
  }

  function forget(organisationId: OrganisationId, userId: UserId | null): void {
    lists.forget([organisationId, userId]);
    if (userId === null) rights.forget(organisationId);
  }

  function forgetAll(): void {
    lists.clear();
    rights.clear();
  }

  return {
    rulesOf,
    defaultsOf: (organisationId) => rulesOf(organisationId, null),
    rightsOf: rights.get,
    openNow: createOpenNow({ lines, clock }, rights.atLeast),
    async verdictsOf(organisationId, userId, numbers) {
      const now = await rights.get(organisationId);
      return verdictsOn(now, askingNow(organisationId, userId, now), numbers);
    },
    async callVerdictOf(organisationId, userId, number) {
      const fallback = rights.atLeast(organisationId);
      const now = await withDeadline(clock, longestReadMs, rights.get(organisationId), fallback);
      return verdictOfCall(now, { ...askingNow(organisationId, userId, now), number });
    },
    ...inMemory({ lines, askingNow }, rights.atLeast),
    zoneOf,
    forget,
    async start() {
      await wakes.listen('rules_changed', {
        onNotice(payload) {
          const told = readNotice(Notice, payload);
          if (told) forget(told.organisationId, told.userId);
          else forgetAll();
        },
        onGap: forgetAll,
      });
      await rights.readAll();
    },
  };
}
