import type { Kysely } from 'kysely';
import type { CallId, OrganisationId } from '../contract/ids';
import { storableJson } from '../contract/text';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Call } from './engine/call';
import type { Routing } from './incoming-facts';
import { untilKept } from '../time/until-kept';

/** What plans were made of, kept as long as their calls. */
export interface RoutingStore {
  /** Null = the call is not stored (yet). @throws VaxelError server.unavailable */
  keep(callId: CallId, organisationId: OrganisationId, routing: Routing): Promise<boolean>;
}

/** A call with all that its plans were made of, the first one first. */
export interface KeptCall {
  readonly call: Call;
  readonly routings: readonly Routing[];
}

/** Null = not known, or not any more. @throws VaxelError server.unavailable */
export type ReadKeptCall = (organisationId: OrganisationId, callId: CallId) => Promise<KeptCall | null>;

/** Keeps why a call goes where it goes, with its rules as they are now; nobody waits for it. */
export type KeepRouting = (callId: CallId, organisationId: OrganisationId, routing: Routing) => void;

/** A call may be transferred as often as people like. */
const mostRead = 20;

export interface KeepRoutingDeps {
  readonly routings: RoutingStore;
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createKeepRouting({ routings, clock, logger }: KeepRoutingDeps): KeepRouting {
  return (callId, organisationId, routing) => {
    // Of a call to nobody's line there is nothing to tell.
    if (routing.trace.length === 0) return;
    untilKept(clock, async () => {
      if (!(await routings.keep(callId, organisationId, routing))) throw new Error('the call is not stored');
    }).catch((error: unknown) =>
      logger.warn({ err: error, callId }, 'why a call went where it went could not be kept'),
    );
  };
}

export function createRoutingStore(db: Kysely<Database>): RoutingStore {
  return {
    async keep(callId, organisationId, { facts, trace, plan }) {
      const kept = await db
        .insertInto('call_routing')
        .columns(['call_id', 'organisation_id', 'at', 'facts', 'trace', 'plan'])
        .expression((eb) =>
          eb
            .selectFrom('call')
            .select((each) => [
              'call.id',
              'call.organisation_id',
              each.val(new Date(facts.atMs)).as('at'),
              each.cast<object>(each.val(storableJson(facts)), 'jsonb').as('facts'),
              each.cast<object>(each.val(storableJson(trace)), 'jsonb').as('trace'),
              each.cast<object>(each.val(storableJson(plan)), 'jsonb').as('plan'),
            ])
            .where('call.id', '=', callId)
            .where('call.organisation_id', '=', organisationId),
        )
        .returning('call_id')
        .executeTakeFirst();
      return kept !== undefined;
    },
  };
}

export function createReadKeptCall(db: Kysely<Database>): ReadKeptCall {
  return async (organisationId, callId) => {
    const [stored, rows] = await Promise.all([
      db
        .selectFrom('call')
        .select('data')
        .where('id', '=', callId)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst(),
      db
        .selectFrom('call_routing')
        .select(['facts', 'trace', 'plan'])
        .where('call_id', '=', callId)
        .where('organisation_id', '=', organisationId)
        .orderBy('id')
        .limit(mostRead)
        .execute(),
    ]);
    // Written by save() and keep() from what they are read as, and by nothing else.
    return stored ? { call: stored.data as unknown as Call, routings: rows as unknown as Routing[] } : null;
  };
}
