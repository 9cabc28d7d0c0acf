import type { OrganisationId, UserId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import { createSweep, type Sweep } from '../time/sweep';
import { nextDueInMs, takeDue, type Due } from './due';

/** Most people are told of together. */
const mostTold = 1_000;
/** A clock of ours that is farther behind the database's is wrong. */
const mostBehindMs = 5_000;

export const unreadableText = 'entries of calendars cannot be read: they are as if they were not there';

export interface Announcements {
  readonly sweep: Sweep;
  /** With the next sweep, which is at once, and again until it succeeds. */
  soon(people: Due['people']): void;
  /** @throws VaxelError server.unavailable */
  now(people: Due['people']): Promise<void>;
}

/**
 * One timer to what is due first, and one sweep over all that are due by the database's clock. Nothing depends on it
 * but that somebody is told: what holds is worked out of what is planned and of the time.
 */
export function createAnnouncements(
  { db, clock, logger }: Pick<Infrastructure, 'db' | 'clock' | 'logger'>,
  scheduleChanged: (organisationId: OrganisationId, userIds: readonly UserId[]) => Promise<void>,
): Announcements {
  const owed: Due['people'][] = [];

  async function now(people: Due['people']): Promise<void> {
    for (const [organisationId, userIds] of people)
      for (let first = 0; first < userIds.length; first += mostTold)
        // oxlint-disable-next-line no-await-in-loop -- part after part, so that requests come in between
        await scheduleChanged(organisationId, userIds.slice(first, first + mostTold));
  }

  /** What could not be told is told the next time, with what is due by then. */
  async function work(): Promise<number> {
    const due = await takeDue(db);
    if (due.count > 0) owed.push(due.people);
    if (due.unreadable.length > 0) logger.warn({ scheduleIds: due.unreadable }, unreadableText);
    // Whoever works out what holds goes by our clock: it has begun there too before anybody is told.
    const behindMs = due.count === 0 ? 0 : Math.min(due.nowMs - clock.nowMs(), mostBehindMs);
    if (behindMs > 0) await new Promise<void>((resolve) => clock.after(behindMs, resolve));
    const told = owed.length;
    for (let people = owed[0]; people !== undefined; people = owed[0]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await now(people);
      owed.shift();
    }
    return told;
  }

  const sweep = createSweep({
    clock,
    work,
    nextInMs: () => nextDueInMs(db),
    onFailure: (error) =>
      logger.warn({ err: error }, 'what begins and ends by the calendars could not be told: tried again'),
  });
  return {
    sweep,
    now,
    soon(people) {
      owed.push(people);
      sweep.ask();
    },
  };
}
