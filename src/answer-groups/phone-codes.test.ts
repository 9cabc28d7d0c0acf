import { anna } from '../../tests/fakes/exchange';
import { VaxelError } from '../contract/errors';
import { createPhoneCodes } from './phone-codes';

const dialling = async (dialled: string, refuses?: Error) => {
  const done: string[] = [];
  const codes = createPhoneCodes({
    execute({ userId }, { name }) {
      done.push(`${userId === anna.userId ? 'anna' : userId} ${name}`);
      return refuses ? Promise.reject(refuses) : Promise.resolve();
    },
  });
  return { answer: await codes(anna, dialled), done };
};

test.each([
  ['*45#', 'anna answerGroup.logIn'],
  ['*45*', 'anna answerGroup.logIn'],
  ['#45#', 'anna answerGroup.logOut'],
  ['#45*', 'anna answerGroup.logOut'],
])('%s on a desk phone does what the switch in the tab does', async (dialled, done) => {
  expect(await dialling(dialled)).toEqual({ answer: true, done: [done] });
});

test.each(['*45', '45#', '*450#', '*45#1', '*23*1#'])('%s is no code of ours', async (dialled) => {
  expect(await dialling(dialled)).toEqual({ answer: null, done: [] });
});

test('who answers in no group is refused; what cannot be done now is an error', async () => {
  expect(await dialling('*45#', new VaxelError('answerGroups.notAgent'))).toMatchObject({ answer: false });
  await expect(dialling('*45#', new Error('lost'))).rejects.toThrow('lost');
});
