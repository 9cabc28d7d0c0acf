import { bjorn, call, device, recording } from '../../tests/fakes/decided-call';
import type { LegId } from '../contract/ids';
import type { Call, Recording } from './engine/call';
import { jobsForCall } from './jobs-for-call';

const { now } = call([{ kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'devicesReachable' }]);
const open: Recording = {
  ...{ id: recording, ownerId: bjorn, leg: 'leg-0' as LegId, startedAtMs: 0 },
  ...{ ms: null, speechMs: null, reason: null },
};
const withRecording = (of: Partial<Recording>): Call => ({ ...now, recordings: [{ ...open, ...of }] });
const over = { ms: 5_000, speechMs: 4_000, reason: 'stopped' } as const;
const failed = { ms: 0, speechMs: 0, reason: 'failed' } as const;

test.each<[string, Partial<Recording>, Partial<Recording>, readonly string[]]>([
  ['a message', {}, over, ['voicemail-left']],
  ['a message that the disk had no room for', {}, failed, ['missed-call']],
  ['a recorded call', { talk: { groupId: null } }, over, ['call-recorded']],
  ['a recorded call that the disk had no room for', { talk: { groupId: null } }, failed, []],
  ['a greeting spoken by phone', { greeting: true }, over, []],
])('of %s is told what there is, and no more', (_, kind, ended, jobs) => {
  const [before, after] = [withRecording(kind), withRecording({ ...kind, ...ended })];
  expect(jobsForCall(before, after, []).map(({ name }) => name)).toEqual(jobs);
});
