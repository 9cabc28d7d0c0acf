import type { Lease, Ownership, Subject } from '../ports/ownership';

/** The subjects of one kind that a part of the server has in memory. */
export interface Owned<Id> {
  /**
   * Makes the subject ours; true also when it is already. Several who ask at once ask once.
   * @throws VaxelError server.unavailable
   */
  own(id: Id): Promise<boolean>;
  isOwn(id: Id): boolean;
  /** Harmless for what is not ours. */
  release(id: Id): void;
  releaseAll(): void;
}

type IdOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>['id'];

/** @param onLost see `Ownership`; `isOwn` says false by then */
export function createOwned<Kind extends Subject['kind']>(
  ownership: Ownership,
  kind: Kind,
  onLost: (id: IdOf<Kind>) => void,
): Owned<IdOf<Kind>> {
  const leases = new Map<IdOf<Kind>, Lease>();
  const asked = new Map<IdOf<Kind>, Promise<boolean>>();
  /** Of those that are being asked for, what nobody wants any more. */
  const givenUp = new Set<IdOf<Kind>>();

  async function ask(id: IdOf<Kind>): Promise<boolean> {
    // One that has run out, though nobody has said so yet.
    release(id);
    try {
      // The two belong together by the type of `id`, which TypeScript does not follow.
      const lease = await ownership.own({ kind, id } as Subject, () => {
        leases.delete(id);
        onLost(id);
      });
      if (lease?.isOurs() !== true) return false;
      if (givenUp.has(id)) {
        lease.release();
        return false;
      }
      leases.set(id, lease);
      return true;
    } finally {
      asked.delete(id);
      givenUp.delete(id);
    }
  }

  const isOwn = (id: IdOf<Kind>): boolean => leases.get(id)?.isOurs() ?? false;
  function release(id: IdOf<Kind>): void {
    leases.get(id)?.release();
    leases.delete(id);
    if (asked.has(id)) givenUp.add(id);
  }

  return {
    isOwn,
    release,
    own(id) {
      if (isOwn(id)) return Promise.resolve(true);
      // The last word counts.
      givenUp.delete(id);
      const answer = asked.get(id) ?? ask(id);
      asked.set(id, answer);
      return answer;
    },
    releaseAll: () => [...leases.keys(), ...asked.keys()].forEach(release),
  };
}
