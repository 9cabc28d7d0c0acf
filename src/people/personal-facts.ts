import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { OrganisationIndex } from './index/organisation-index';
import type { Personal } from './index/personal';

export interface Person {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

/** What a person's searches go by, besides the company's directory. */
export interface PersonalFacts {
  readonly personal: Personal;
  /** The person's own contacts; null: there are too many to hold. */
  readonly own: OrganisationIndex | null;
}

export interface PersonalFactsDeps {
  readonly clock: Clock;
  /** Whom a person has marked. */
  readonly marksOf: (person: Person) => Promise<Pick<Personal, 'favourites' | 'vip'>>;
  /** With whom a person had calls lately. */
  readonly recentOf: (person: Person) => Promise<ContactId[]>;
  readonly ownOf: (person: Person) => Promise<OrganisationIndex | null>;
}

export interface PersonalFactsOf {
  /** Of whoever asked lately they are there at once. @throws VaxelError server.unavailable */
  of(person: Person): Promise<PersonalFacts>;
  /** The marks or the own contacts of a person have changed. */
  changed(userId: UserId): void;
  changedEverywhere(): void;
}

/** Calls are not told of one by one: for so long a search may go by those of before. */
const freshMs = 15_000;
/** People who search at the same time. */
const mostPeople = 2_000;
/** Whom one called with before these, one has to find by name. */
const mostRecent = 200;

interface Known {
  readonly facts: Promise<PersonalFacts>;
  /** When the calls were read. */
  readonly atMs: number;
}

/** Kept for each person who searches, so that no key pressed waits for the database. */
export function createPersonalFacts({ clock, marksOf, recentOf, ownOf }: PersonalFactsDeps): PersonalFactsOf {
  const known = new Map<UserId, Known>();
  const recent = async (person: Person): Promise<ContactId[]> => (await recentOf(person)).slice(0, mostRecent);

  async function read(person: Person): Promise<PersonalFacts> {
    const [marks, called, own] = await Promise.all([marksOf(person), recent(person), ownOf(person)]);
    return { personal: { ...marks, recent: called }, own };
  }

  function keep({ userId }: Person, facts: Promise<PersonalFacts>): void {
    known.delete(userId);
    known.set(userId, { facts, atMs: clock.nowMs() });
    const [oldest] = known.keys();
    if (known.size > mostPeople && oldest !== undefined) known.delete(oldest);
    facts.catch(() => {
      if (known.get(userId)?.facts === facts) known.delete(userId);
    });
  }

  /** Whoever waits gets the calls of before, the next search goes by the new ones. */
  async function renew(person: Person, { facts }: Known): Promise<void> {
    keep(person, facts);
    try {
      const { personal, own } = await facts;
      const newer = { personal: { ...personal, recent: await recent(person) }, own };
      if (known.get(person.userId)?.facts === facts) keep(person, Promise.resolve(newer));
    } catch {
      // Those of before hold until the database is back.
    }
  }

  return {
    of(person) {
      const found = known.get(person.userId);
      if (found === undefined) {
        const facts = read(person);
        keep(person, facts);
        return facts;
      }
      if (clock.nowMs() - found.atMs > freshMs) void renew(person, found);
      return found.facts;
    },
    changed: (userId) => void known.delete(userId),
    changedEverywhere: () => known.clear(),
  };
}
