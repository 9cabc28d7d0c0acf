import type { EndReason } from '../../contract/calls/end-reason';
import { reasonOfEnd, reasonOfRefusal } from './endings';

it.each<[string, number, number, EndReason]>([
  ['busy', 17, 486, 'busy'],
  ['declined', 21, 603, 'declined'],
  ['not there: Asterisk itself would read 480 as no answer', 19, 480, 'unreachable'],
  ['no answer, as the phone says itself', 18, 480, 'ownDevice'],
  ['unknown', 1, 404, 'unknownNumber'],
  ['an error of the phone', 38, 500, 'failed'],
  ['nobody answered the INVITE', 18, 408, 'unreachable'],
  ['no way to the phone', 34, 503, 'unreachable'],
  ['no word at all', 0, 0, 'unreachable'],
])('a refusal: %s', (_what, cause, status, reason) => {
  expect(reasonOfRefusal({ cause, status })).toBe(reason);
});

it.each<[number, number, EndReason]>([
  [16, 0, 'hungUp'],
  [0, 0, 'hungUp'],
  [41, 0, 'interrupted'],
  [27, 0, 'lost'],
  // Its CANCEL crossed our answer.
  [127, 487, 'cancelled'],
])('the end of a leg that was up: cause %d, status %d', (cause, status, reason) => {
  expect(reasonOfEnd({ cause, status })).toBe(reason);
});
