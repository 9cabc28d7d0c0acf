import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { recordingId } from '../../fakes/samples';
import { messageDays, withOpened } from './message-days';

const message = (n: number, leftAtMs: number) => ({ id: recordingId(n), leftAtMs }) as VoicemailMessage;
const [newest, middle, oldest] = [message(1, 300), message(2, 250), message(3, 100)];

test('messages stand by day, in their order', () => {
  expect(messageDays([newest, middle, oldest], (ms) => `day ${Math.floor(ms / 200)}`)).toEqual([
    { date: 'day 1', messages: [newest, middle] },
    { date: 'day 0', messages: [oldest] },
  ]);
});

test('the open one keeps its place though it is not among those shown any more', () => {
  expect(withOpened([newest, oldest], middle)).toEqual([newest, middle, oldest]);
  expect(withOpened([newest, middle], middle)).toEqual([newest, middle]);
  expect(withOpened([newest], null)).toEqual([newest]);
});
