import { createLanes } from './lanes';

function setUp() {
  const lanes = createLanes();
  const done: string[] = [];
  const finish = new Map<string, () => void>();
  const begin = (name: string, ...subjects: string[]) =>
    lanes.run(subjects, () => {
      done.push(`begin ${name}`);
      return new Promise<void>((resolve) => finish.set(name, resolve)).then(() => void done.push(`end ${name}`));
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { lanes, done, finish, begin, settle };
}

test('one subject: in the order in which it came', async () => {
  const { done, finish, begin, settle } = setUp();
  void begin('a', 'call 1');
  void begin('b', 'call 1');
  await settle();
  expect(done).toEqual(['begin a']);
  finish.get('a')?.();
  await settle();
  expect(done).toEqual(['begin a', 'end a', 'begin b']);
});

test('a subject that waits holds back no other', async () => {
  const { done, begin, settle } = setUp();
  void begin('a', 'conversation');
  void begin('b', 'call 1');
  await settle();
  expect(done).toEqual(['begin a', 'begin b']);
});

test('work about two subjects waits for both, and both wait for it', async () => {
  const { done, finish, begin, settle } = setUp();
  void begin('a', 'call 1');
  void begin('b', 'call 2');
  void begin('connect', 'call 1', 'call 2');
  void begin('c', 'call 2');
  await settle();
  finish.get('a')?.();
  await settle();
  expect(done).toEqual(['begin a', 'begin b', 'end a']);
  finish.get('b')?.();
  await settle();
  expect(done.slice(3)).toEqual(['end b', 'begin connect']);
  finish.get('connect')?.();
  await settle();
  expect(done.slice(5)).toEqual(['end connect', 'begin c']);
});

test('what fails is told, and what comes next is done all the same', async () => {
  const { lanes } = setUp();
  const failed = lanes.run(['call 1'], () => Promise.reject(new Error('no')));
  const next = lanes.run(['call 1'], async () => undefined);
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBeUndefined();
});
