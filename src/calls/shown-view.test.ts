import { anna, bjorn, call, cecilia, device } from '../../tests/fakes/decided-call';
import type { RecordingWish } from './engine/protocol';
import { shownView } from './shown-view';

const announce: RecordingWish = { consent: 'announce', words: 'sv' };
const wanted = { recordingOf: () => announce };

/** Björn rings at Anna's call. */
const rung = () =>
  call([{ kind: 'ringDevices', targets: [device(bjorn)], auto: false, forMs: 20_000, because: 'byRule' }]);

test('recording is offered to both once the call is up, where the organisation wants it', () => {
  const made = rung();
  const offered = (userId = anna, knowledge: Parameters<typeof shownView>[2] = wanted) =>
    shownView(made.now, userId, knowledge)?.mayRecord;
  expect(offered()).toBeUndefined();
  made.give({ type: 'legAnswered', leg: made.leg(1) });
  expect([offered(), offered(bjorn)]).toEqual([true, true]);
  expect(offered(anna, { recordingOf: () => null })).toBeUndefined();
  expect(shownView(made.now, cecilia, wanted)).toBeNull();
  made.give({ type: 'record', userId: anna, groupId: null, ...announce });
  expect([offered(), offered(bjorn)]).toEqual([undefined, undefined]);
});
