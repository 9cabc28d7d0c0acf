import type { CallId, DeviceId } from '../contract/ids';
import type { Subject } from '../ports/ownership';
import { createProcessOwnership } from './process-ownership';

const call = (id: string): Subject => ({ kind: 'call', id: id as CallId });
const device = (id: string): Subject => ({ kind: 'device', id: id as DeviceId });
let lock: AbortController;
let ownership: ReturnType<typeof createProcessOwnership>;
let lost: string[];

beforeEach(() => {
  lock = new AbortController();
  ownership = createProcessOwnership(lock.signal);
  lost = [];
});
const own = (subject: Subject) => ownership.own(subject, () => lost.push(subject.id));

test('what is owned is nobody else’s until released; then the old lease says nothing of the new one', async () => {
  const first = await own(call('a'));
  expect(first?.isOurs()).toBe(true);
  expect(await own(call('a'))).toBeNull();
  expect(await own(device('a'))).not.toBeNull();
  first?.release();
  const second = await own(call('a'));
  first?.release();
  expect([first?.isOurs(), second?.isOurs(), ownership.count()]).toEqual([false, true, 2]);
});

test('with the lock everything that is owned is lost, told once each, and nothing can be owned any more', async () => {
  const [a, b, released] = [await own(call('a')), await own(device('b')), await own(call('c'))];
  released?.release();
  lock.abort();
  expect(lost).toEqual(['a', 'b']);
  a?.release();
  expect([a?.isOurs(), b?.isOurs(), ownership.count()]).toEqual([false, false, 0]);
  expect(await own(call('d'))).toBeNull();
  expect(lost).toEqual(['a', 'b']);
});
