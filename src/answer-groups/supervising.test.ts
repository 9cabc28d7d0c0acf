import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import { createSupervise } from './supervising';

const [eva, anna] = ['eva', 'anna'] as UserId[] as [UserId, UserId];
const groupId = 'support' as AnswerGroupId;

test('who is removed from the group while it is told listens to nobody', async () => {
  let mayListen = true;
  const told: unknown[] = [];
  const heard: unknown[] = [];
  const supervise = createSupervise({
    db: { transaction: () => ({ execute: (work: (transaction: null) => Promise<void>) => work(null) }) } as never,
    audit: {
      record: async (_transaction, _organisation, entry) => void told.push(entry.action),
      forget: async () => undefined,
    },
    supervisions: { supervise: async (...asked: unknown[]) => void heard.push(asked) } as never,
    nameOf: () => null,
  });
  const listens = () =>
    supervise(
      { organisationId: 'fjallbo' as OrganisationId, userId: eva, roles: ['user'], expiresAtMs: 0 },
      { name: 'answerGroup.listen', userId: anna, groupId },
      () => {
        if (!mayListen) throw new VaxelError('answerGroups.notSupervisor');
        return { tellsOfListening: true };
      },
    );
  await listens();
  mayListen = false;
  await expect(listens()).rejects.toMatchObject({ code: 'answerGroups.notSupervisor' });
  expect([told.length, heard.length]).toEqual([2, 1]);
});
