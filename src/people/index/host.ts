import type { Kysely } from 'kysely';
import type { ContactId, OrganisationId } from '../../contract/ids';
import type { Database } from '../../ports/database';
import type { ContactRecord } from '../contact-row';
import { readAsked, type Asked } from './asked';
import type { Letter } from './letters';
import { createOrganisationIndex, type OrganisationIndex, type RankedContact } from './organisation-index';
import { nobodySpecial, type Personal } from './personal';
import { readContacts, readDirectory } from './read-contacts';

/** The directories of some organisations in memory, here or in a worker thread. Null: it has none of that one. */
export interface DirectoryHost {
  /** Reads a directory, and answers from then on. @throws what the database throws; it has none then. */
  load(organisationId: OrganisationId): Promise<void>;
  /** Everything may have changed: it has none until it is loaded again. */
  forget(organisationId: OrganisationId): Promise<void>;
  /** Reads these again. @throws what the database throws; it has none then. */
  change(organisationId: OrganisationId, contactIds: readonly ContactId[]): Promise<void>;
  search(
    organisationId: OrganisationId,
    asked: Asked,
    personal: Personal,
    limit: number,
  ): Promise<RankedContact[] | null>;
  /** As `OrganisationIndex.page`. */
  page(
    organisationId: OrganisationId,
    offset: number,
    limit: number,
    others: readonly string[],
  ): Promise<(ContactRecord | number)[] | null>;
  /** The letters, and how many are listed before each of `names`. */
  outline(organisationId: OrganisationId, names: readonly string[]): Promise<Outline | null>;
}

export interface Outline {
  readonly letters: readonly Letter[];
  readonly count: number;
  readonly before: readonly number[];
}

/** So many changes are looked through beside what was read; with more, everything is read anew. */
const mostChanges = 500;
const worthWarming = 1_000;

interface Held {
  index: OrganisationIndex | null;
  /** What changed while everything was being read; null: nothing is. */
  missed: Set<ContactId> | null;
  /** What is read is put in one after the other, so that the newest is the last. */
  lane: Promise<void>;
}

/** Searched for before anybody asks: what has not run yet runs many times slower. */
const samples = ['a', 'an', 'anders', 'anna lind', 'andrsson', '0', '070', '4670123', 'åsa'].map(readAsked);

function warmUp(index: OrganisationIndex): void {
  if (index.count() < worthWarming) return;
  for (let round = 0; round < 10; round += 1) for (const asked of samples) index.search(asked, nobodySpecial, 20);
}

export function createDirectoryHost(db: Kysely<Database>): DirectoryHost {
  const held = new Map<OrganisationId, Held>();

  function heldOf(organisationId: OrganisationId): Held {
    const found = held.get(organisationId) ?? { index: null, missed: null, lane: Promise.resolve() };
    held.set(organisationId, found);
    return found;
  }

  const read = (organisationId: OrganisationId, own: Held): Promise<void> =>
    readInto(db, organisationId, own, () => held.get(organisationId) === own);

  async function readChanged(organisationId: OrganisationId, own: Held, ids: readonly ContactId[]): Promise<void> {
    const { index } = own;
    if (index === null) return;
    try {
      index.change(await readContacts(db, organisationId, ids));
    } catch (error) {
      if (own.index === index) own.index = null;
      throw error;
    }
    // Meanwhile the old one goes on, with all changes; should it fail, the next change tries it again.
    if (index.changes() > mostChanges && own.missed === null) read(organisationId, own).catch(() => undefined);
  }

  const indexOf = (organisationId: OrganisationId): OrganisationIndex | null => held.get(organisationId)?.index ?? null;
  return {
    load: (organisationId) => read(organisationId, heldOf(organisationId)),
    async forget(organisationId) {
      held.delete(organisationId);
    },
    change(organisationId, contactIds) {
      const own = held.get(organisationId);
      if (own === undefined) return Promise.resolve();
      for (const id of contactIds) own.missed?.add(id);
      const work = own.lane.then(() => readChanged(organisationId, own, contactIds));
      own.lane = work.catch(() => undefined);
      return work;
    },
    search: async (organisationId, asked, personal, limit) =>
      indexOf(organisationId)?.search(asked, personal, limit) ?? null,
    page: async (organisationId, offset, limit, others) => indexOf(organisationId)?.page(offset, limit, others) ?? null,
    async outline(organisationId, names) {
      const index = indexOf(organisationId);
      return index && { letters: index.letters(), count: index.count(), before: index.before(names) };
    },
  };
}

/** Reads everything, and puts it in if it is still wanted. */
async function readInto(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  own: Held,
  isHeld: () => boolean,
): Promise<void> {
  const missed = new Set<ContactId>();
  own.missed = missed;
  try {
    const isWanted = (): boolean => own.missed === missed && isHeld();
    const directory = await readDirectory(db, organisationId, isWanted);
    if (directory === null || !isWanted()) return;
    const index = createOrganisationIndex(directory.index, directory.language);
    // What comes while this is read is missed again.
    while (missed.size > 0) {
      const ids = [...missed];
      missed.clear();
      index.change(await readContacts(db, organisationId, ids));
    }
    warmUp(index);
    if (own.missed === missed) own.index = index;
  } finally {
    if (own.missed === missed) own.missed = null;
  }
}
