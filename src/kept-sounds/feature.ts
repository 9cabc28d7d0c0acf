import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { RecordingId, SoundId } from '../contract/ids';
import type { SoundOfOwner } from '../contract/sounds/sounds';
import type { Feature, Infrastructure } from '../feature';
import { deleteInParts } from '../limits/delete-in-parts';
import type { LinesFeature } from '../lines/feature';
import type { Database } from '../ports/database';
import type { AuthenticateFrom } from '../ports/principal';
import { keptFolder } from '../sound/file-names';
import { createKeepSound, type KeepSound } from './kept-sounds';
import { createMp4Sounds } from './mp4-sounds';
import { createNameFor } from './name-for';
import { createKeptSoundRoutes } from './routes';
import { createSoundAddresses, type SoundAddresses } from './sound-address';
import { createSoundFiles, type SoundFiles } from './sound-files';
import { createSoundRoutes } from './sound-routes';
import { createSoundStore, knownSounds, type SoundOwner, type SoundStore } from './store';

export interface KeptSoundsFeature extends Feature {
  readonly keepSound: KeepSound;
  /** Keeps what a leg has said. @throws VaxelError sounds.* | request.notFound */
  keepRecording(
    owner: SoundOwner,
    recording: RecordingId,
    about: { readonly name: string; readonly mostMs: number },
  ): Promise<SoundOfOwner>;
  /** @param within a transaction, where there is one */
  soundsOf(owner: SoundOwner, within?: Kysely<Database>): SoundStore;
  readonly soundFiles: Pick<SoundFiles<SoundId>, 'find'>;
  /** Of sounds whose listener may hear them. */
  readonly soundAddresses: Pick<SoundAddresses, 'sign'>;
}

export interface KeptSoundsDeps extends Pick<LinesFeature, 'lines'> {
  readonly authenticate: AuthenticateFrom;
  /** Of the server: what addresses are signed with, the newest first. */
  readonly secretKeys: readonly string[];
  /** Absolute. */
  readonly recordingsFolder: string;
}

const path = '/kept-sound';
/** A file without a row may be of a sound that is being kept. */
const orphanForMs = 24 * 3_600_000;
/** Days within which a deleted sound may be had back. */
const restoreDays = 30;

/** What people, groups and the organisation have recorded or chosen for callers to hear. */
export function createKeptSoundsFeature(infrastructure: Infrastructure, deps: KeptSoundsDeps): KeptSoundsFeature {
  const { db, clock } = infrastructure;
  const folder = join(deps.recordingsFolder, keptFolder);
  const files = createSoundFiles<SoundId>(folder);
  const recordings = createSoundFiles<RecordingId>(deps.recordingsFolder);
  const soundAddresses = createSoundAddresses(deps.secretKeys, clock, path);
  const keepSound = createKeepSound({ db, files });
  return {
    keepSound,
    async keepRecording(owner, recording, about) {
      const found = await recordings.find(recording);
      return keepSound(owner, { ...about, bytes: found?.bytes ?? Buffer.alloc(0) });
    },
    soundsOf: (owner, within = db) => createSoundStore(within, owner),
    soundFiles: files,
    soundAddresses,
    router: createKeptSoundRoutes({ db, audit: infrastructure.audit, keep: keepSound, addresses: soundAddresses }),
    publicRouter: createSoundRoutes<SoundId>({
      ...{ path, folder, addresses: soundAddresses, authenticate: deps.authenticate, mp4: createMp4Sounds(files) },
      isUser: (organisationId, userId) => deps.lines.user(userId)?.organisationId === organisationId,
      nameFor: createNameFor(db),
    }),
    async purge() {
      await deleteInParts(db, 'kept_sound', sql`deleted_at < now() - make_interval(days => ${restoreDays})`);
      await files.sweep(clock.nowMs() - orphanForMs, (ids) => knownSounds(db, ids));
    },
  };
}
