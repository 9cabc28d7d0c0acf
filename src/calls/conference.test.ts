import { anna, bjorn, cecilia } from '../../tests/fakes/exchange';
import { talking } from '../../tests/fakes/talking';
import type { AnswerGroupId } from '../contract/ids';

/** Anna talks with Björn, and adds Cecilia, whose window rings. */
async function adding(number = '1003') {
  const told = await talking();
  await told.press(anna, { name: 'call.add', callId: told.callId, number });
  return { ...told, c: told.lastDial().leg };
}

test('who is added rings, and everybody sees who takes part', async () => {
  const told = await adding();
  expect(told.view(anna)?.guests).toMatchObject([{ id: 'guest-1', name: 'Cecilia Ek', state: 'ringing', mine: true }]);
  expect(told.view(bjorn)?.guests).toMatchObject([{ name: 'Cecilia Ek', mine: false }]);
  expect(told.view(cecilia)).toMatchObject({ state: 'ringing', direction: 'in', other: { name: 'Anna Lind' } });
  await told.happens({ type: 'legRinging', leg: told.c }, { type: 'legAnswered', leg: told.c });
  expect(told.view(anna)?.guests).toMatchObject([{ state: 'talking', muted: false }]);
  expect(told.view(cecilia)).toMatchObject({ state: 'active', guests: [{ id: 'callee', name: 'Björn Åkesson' }] });
  await told.press(anna, { name: 'call.muteGuest', callId: told.callId, guest: 'guest-1', muted: true });
  expect(told.view(cecilia)?.muted).toBe(true);
  expect(told.switch.take()).toContainEqual(['mute', told.c, true]);
});

test('who has brought somebody sees that nobody answered, and the others that nobody is there', async () => {
  const told = await adding();
  await told.happens({ type: 'legEnded', leg: told.c, reason: 'declined' });
  expect(told.view(anna)?.guests).toMatchObject([{ name: 'Cecilia Ek', state: 'left', endReason: 'declined' }]);
  expect(told.view(bjorn)?.guests).toBeUndefined();
  expect(told.last(cecilia)).toMatchObject({ state: 'ended', endReason: 'declined' });
});

test('the maker leaves, and the others go on; each has the call in the list', async () => {
  const told = await adding();
  await told.happens({ type: 'legAnswered', leg: told.c });
  await told.press(anna, { name: 'call.hangUp', callId: told.callId });
  expect(told.last(anna)).toMatchObject({ state: 'ended', endReason: 'hungUp' });
  expect(told.view(bjorn)).toMatchObject({ state: 'active', other: { name: 'Cecilia Ek' } });
  await told.press(bjorn, { name: 'call.hangUp', callId: told.callId });
  for (const user of [anna, bjorn, cecilia]) expect(told.history(user)).toMatchObject([{ outcome: 'answered' }]);
});

test('what cannot be added is said, and changes nothing', async () => {
  const told = await talking();
  for (const [number, code] of [
    ['1002', 'call.notAllowed'],
    ['1001', 'call.notAllowed'],
    ['9x', 'call.unknownNumber'],
  ] as const)
    await expect(told.press(anna, { name: 'call.add', callId: told.callId, number })).rejects.toMatchObject({ code });
  await expect(told.press(cecilia, { name: 'call.add', callId: told.callId, number: '1001' })).rejects.toMatchObject({
    code: 'call.notFound',
  });
  expect(told.view(anna)?.guests).toBeUndefined();
});

test('a call that no answer group has given to anybody is listened to by nobody', async () => {
  const told = await talking();
  const of = { agent: bjorn.userId, groupId: 'group' as AnswerGroupId, isTold: true };
  await expect(told.service.supervisions.supervise(cecilia.userId, of, 'listen', null)).rejects.toMatchObject({
    code: 'answerGroups.notTalking',
  });
});
