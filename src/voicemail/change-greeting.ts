import type { Kysely } from 'kysely';
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

export const greetingStoreOf = (
  { db }: Pick<ChangeGreetingDeps, 'db'>,
  { organisationId, userId }: Owner,
): GreetingStore => createGreetingStore(db, organisationId, userId);
export const greetingSoundsOf = (
  { soundsOf }: Pick<ChangeGreetingDeps, 'soundsOf'>,
  { organisationId, userId }: Owner,
): ReturnType<typeof soundsOf> => soundsOf({ organisationId, userId });

/**
 * Whatever asks for it, a window or a phone: what is heard before a message is left. The one before stays for as long
 * as it can be had back. @throws VaxelError sounds.*
 */
export async function keepGreeting(
  deps: ChangeGreetingDeps,
  owner: Owner,
  saidTo: GreetingFor,
  bytes: Buffer,
): Promise<Greeting> {
  const { organisationId, userId } = owner;
  const sound = await deps.keepSound({ organisationId, userId }, { name: saidTo, bytes, mostMs: longestGreetingMs });
  const before = await greetingStoreOf(deps, owner).set(saidTo, sound.id);
  if (before !== null) await greetingSoundsOf(deps, owner).remove(before);
  await deps.greetings.load([organisationId]);
  return { saidTo, soundId: sound.id, ms: sound.ms, keptAtMs: sound.keptAtMs };
}

/** The standard one is heard from then on. @throws VaxelError request.notFound */
export async function removeGreeting(deps: ChangeGreetingDeps, owner: Owner, saidTo: GreetingFor): Promise<void> {
  const soundId = await greetingStoreOf(deps, owner).remove(saidTo);
  await greetingSoundsOf(deps, owner).remove(soundId);
  await deps.greetings.load([owner.organisationId]);
}

/** One of before is heard again. @throws VaxelError request.notFound */
export async function restoreGreeting(
  deps: ChangeGreetingDeps,
  owner: Owner,
  saidTo: GreetingFor,
  soundId: SoundId,
): Promise<void> {
  await greetingSoundsOf(deps, owner).restore(soundId);
  const before = await greetingStoreOf(deps, owner).set(saidTo, soundId);
  if (before !== null && before !== soundId) await greetingSoundsOf(deps, owner).remove(before);
  await deps.greetings.load([owner.organisationId]);
}
