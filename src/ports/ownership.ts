import type { CallId, DeviceId, OrganisationId } from '../contract/ids';
import type { ImportId } from '../contract/imports/imports';

/** What lives in the memory of one process and nowhere else: others know of it only what the database says. */
export type Subject =
  | { readonly kind: 'call'; readonly id: CallId }
  /** Its registration. */
  | { readonly kind: 'device'; readonly id: DeviceId }
  /** Who waits for the organisation's answer groups, and who answers. */
  | { readonly kind: 'answerGroups'; readonly id: OrganisationId }
  /** The job that is done to it. */
  | { readonly kind: 'import'; readonly id: ImportId };

/** Who has what is alive. A process keeps nothing in memory of a subject that it does not own. */
export interface Ownership {
  /**
   * Makes the subject this process's, until it is released or lost; null = it is somebody's already, another
   * process's or this one's.
   * @param onLost another process may have the subject from now on: what is in memory of it is to be forgotten, and
   *   nothing of it done, stored or told any more. Called once at most, never after `release`, and must not throw.
   * @throws VaxelError server.unavailable when nobody can tell whose it is
   */
  own(subject: Subject, onLost: () => void): Promise<Lease | null>;
}

/** That a subject is this process's. */
export interface Lease {
  /** False once it is released, or lost, which it may say before `onLost` does. */
  isOurs(): boolean;
  /** Harmless when it is ours no more. */
  release(): void;
}
