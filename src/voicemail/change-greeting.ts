import type { Kysely, Transaction } from 'kysely';
import type { OrganisationId, SoundId, UserId } from '../contract/ids';
import { longestGreetingMs } from '../contract/sounds/limits';
import type { Greeting, GreetingFor } from '../contract/voicemail/greetings';
import type { KeptSoundsFeature } from '../kept-sounds/feature';
import type { Database } from '../ports/database';
import { createGreetingStore, type GreetingStore } from './greeting-store';
import type { OwnGreetings } from './greetings';

export interface ChangeGreetingDeps extends Pick<KeptSoundsFeature, 'keepSound' | 'soundsOf'> {
  readonly db: Kysely<Database>;
  readonly greetings: Pick<OwnGreetings, 'load'>;
}

type Owner = Readonly<{ organisationId: OrganisationId; userId: UserId }>;

/** Within a transaction, the same. */
export const greetingStoreOf = (
  { db }: Pick<ChangeGreetingDeps, 'db'>,
  { organisationId, userId }: Owner,
  within: Kysely<Database> = db,
): GreetingStore => createGreetingStore(within, organisationId, userId);
export const greetingSoundsOf = (
  { soundsOf }: Pick<ChangeGreetingDeps, 'soundsOf'>,
  { organisationId, userId }: Owner,
  within?: Kysely<Database>,
): ReturnType<typeof soundsOf> => soundsOf({ organisationId, userId }, within);

async function takePlace(
  deps: ChangeGreetingDeps,
  owner: Owner,
  saidTo: GreetingFor,
  soundId: SoundId,
  transaction: Transaction<Database>,
): Promise<void> {
  const before = await greetingStoreOf(deps, owner, transaction).set(saidTo, soundId);
  if (before !== null && before !== soundId) await greetingSoundsOf(deps, owner, transaction).remove(before);
}

/**
 * Whatever asks for it, a window or a phone: what is heard before a message is left. The one before stays for as long
 * as it can be had back. @throws VaxelError sounds.*
 */
export async function keepGreeting(
  deps: ChangeGreetingDeps,
  { organisationId, userId }: Owner,
  saidTo: GreetingFor,
  bytes: Buffer,
): Promise<Greeting> {
  const owner = { organisationId, userId };
  const sound = await deps.keepSound(owner, { name: saidTo, bytes, mostMs: longestGreetingMs }, (transaction, { id }) =>
    takePlace(deps, owner, saidTo, id, transaction),
  );
  await deps.greetings.load([organisationId]);
  return { saidTo, soundId: sound.id, ms: sound.ms, keptAtMs: sound.keptAtMs };
}

/** The standard one is heard from then on. @throws VaxelError request.notFound */
export async function removeGreeting(deps: ChangeGreetingDeps, owner: Owner, saidTo: GreetingFor): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const soundId = await greetingStoreOf(deps, owner, transaction).remove(saidTo);
    await greetingSoundsOf(deps, owner, transaction).remove(soundId);
  });
  await deps.greetings.load([owner.organisationId]);
}

/** One of before is heard again. @throws VaxelError request.notFound */
export async function restoreGreeting(
  deps: ChangeGreetingDeps,
  owner: Owner,
  saidTo: GreetingFor,
  soundId: SoundId,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    await greetingSoundsOf(deps, owner, transaction).restore(soundId);
    await takePlace(deps, owner, saidTo, soundId, transaction);
  });
  await deps.greetings.load([owner.organisationId]);
}
