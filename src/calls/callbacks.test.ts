import { anna, bjorn, createExchange, fjallbo } from '../../tests/fakes/exchange';
import type { AnswerGroupId } from '../contract/ids';

const groupId = '00000000-0000-4000-8000-000000000a01' as AnswerGroupId;
const group = { groupId, organisationId: fjallbo, name: 'Support', extension: '1901', number: '+46851920001' };

test.each([
  ['a colleague', bjorn.extension, true],
  ['nobody’s extension', '1999', false],
  ['the group itself', '1901', false],
  ['help', '112', false],
  ['a number that one of the agents may have forwarded to', '+46701234567', true],
  ['a number that none of them may', '+882990000001', false],
])('whether %s may be called back', (_, number, may) => {
  const { service, knowledge } = createExchange({ group });
  knowledge.judgeNow = (_organisation, dialled) =>
    dialled.isForward && dialled.paidBy === anna.userId && dialled.number.startsWith('+46')
      ? 'ok'
      : 'countryNotAllowed';
  expect(service.callbacks.mayCall(fjallbo, [bjorn.userId, anna.userId], number)).toBe(may);
});
