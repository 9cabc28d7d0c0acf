import { createTestDatabase } from '../../tests/fakes/database';
import { serveApp } from '../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { randomUUID } from 'node:crypto';
import { auditLog } from '../audit/record';
import type { SoundId } from '../contract/ids';
import { createPersonalDataRoutes } from './routes';
import { createSoundOf } from './sound-of';

test('a person’s greetings are given out with their sound, where there is one', async () => {
  const database = await createTestDatabase();
  const organisation = await addOrganisation(database.db);
  const { userId } = await addUser(database.db, organisation);
  const [there, gone] = [randomUUID() as SoundId, randomUUID() as SoundId];
  const row = { organisation_id: organisation.id, user_id: userId, group_id: null, name: 'all', ms: 1_000 };
  await database.db
    .insertInto('kept_sound')
    .values([there, gone].map((id) => ({ ...row, id })))
    .execute();
  const soundOf = createSoundOf({
    messages: { find: () => Promise.resolve(null) },
    kept: { find: async (id) => (id === there ? { bytes: Buffer.from('a sound'), isPart: false } : null) },
  });
  const erasure = {
    db: database.db,
    audit: auditLog,
    messagesForgotten: () => Promise.resolve(),
    recordingsForgotten: () => Promise.resolve(),
  };
  const served = await serveApp({
    routers: [createPersonalDataRoutes(erasure, soundOf)],
    authenticate: async () => ({
      ...{ organisationId: organisation.id, userId, expiresAtMs: 0 },
      roles: ['user', 'administrator'] as const,
    }),
  });
  try {
    const path = `/api/administration/people/${userId}/personal-data?as=json&zone=Europe/Stockholm&language=sv`;
    const answer = await served.get(path, { authorization: 'Bearer anna' });
    const { tables } = (await answer.json()) as { tables: { kept_sound: { id: SoundId; sound?: string }[] } };
    const sounds = new Map(tables.kept_sound.map(({ id, sound }) => [id, sound]));
    expect([...sounds.keys()].toSorted()).toEqual([there, gone].toSorted());
    expect([sounds.get(there), sounds.get(gone)]).toEqual([Buffer.from('a sound').toString('base64'), undefined]);
  } finally {
    await served.close();
    await database.close();
  }
});
