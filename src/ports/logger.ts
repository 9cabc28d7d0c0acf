import type { OrganisationId, UserId } from '../contract/ids';

/**
 * What the server's parts need of a logger; pino fits it. The object holds the facts, the message says what happened.
 */
export interface Logger {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The newest lines of the log, for the log bundle. */
export interface LogRing {
  /** The lines that name this user (facts `organisationId` and `userId`), oldest first, parsed. */
  linesOf(organisationId: OrganisationId, userId: UserId): object[];
}
