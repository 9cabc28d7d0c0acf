import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { VoicemailFact } from '../calls/route/facts';
import { OrganisationId, type UserId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import { createTurn } from '../time/lanes';

type Own = NonNullable<VoicemailFact['own']>;

/** What people have recorded or chosen for their callers, in memory: no call waits for it. */
export interface OwnGreetings {
  of(organisationId: OrganisationId, userId: UserId): Own;
  /** Reads those of these organisations again. @throws VaxelError server.unavailable */
  load(organisationIds: readonly OrganisationId[]): Promise<void>;
  /** @throws VaxelError server.unavailable */
  start(): Promise<void>;
}

export interface OwnGreetingsDeps {
  readonly db: Kysely<Database>;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

type ByPerson = ReadonlyMap<UserId, Own>;

const Change = z.object({ organisationId: OrganisationId });
const mostAtOnce = 100;
const none: Own = {};

export function createOwnGreetings({ db, wakes, clock, logger }: OwnGreetingsDeps): OwnGreetings {
  let all: ReadonlyMap<OrganisationId, ByPerson> = new Map();
  const inTurn = createTurn();

  const load = (asked: readonly OrganisationId[]): Promise<void> =>
    inTurn(async () => {
      const read = await readGreetings(db, asked);
      all = new Map([...[...all].filter(([id]) => !asked.includes(id)), ...read]);
    });

  return {
    of: (organisationId, userId) => all.get(organisationId)?.get(userId) ?? none,
    load,
    start: () =>
      followChanges({
        ...{ wakes, clock, mostAtOnce },
        channel: 'greeting_changed',
        change: Change,
        readAll: () => inTurn(async () => void (all = await readGreetings(db))),
        apply: (changes) => load([...new Set(changes.map(({ organisationId }) => organisationId))]),
        onFailure: (error) => logger.warn({ err: error }, 'greetings could not be read: tried again'),
      }),
  };
}

/** Of these organisations, or of all. */
async function readGreetings(
  db: Kysely<Database>,
  ids?: readonly OrganisationId[],
): Promise<ReadonlyMap<OrganisationId, ByPerson>> {
  const query = db.selectFrom('voicemail_greeting').selectAll();
  const rows = await (ids === undefined ? query : query.where('organisation_id', 'in', ids)).execute();
  const read = new Map<OrganisationId, Map<UserId, Own>>();
  for (const row of rows) {
    const people = read.get(row.organisation_id) ?? new Map<UserId, Own>();
    read.set(row.organisation_id, people);
    const before = people.get(row.user_id) ?? none;
    const sounds = [`kept/${row.sound_id}`] as const;
    people.set(
      row.user_id,
      row.activity_id === null
        ? { ...before, [row.said_to]: sounds }
        : { ...before, activities: { ...before.activities, [row.activity_id]: sounds } },
    );
  }
  return read;
}
