import { QueryObserver } from '@tanstack/react-query';
import { settle } from '../fakes/fake-clock';
import { createLists } from './lists';

/** A list that the server has; each request is answered, when the test says so, by what it was when it came. */
function aList() {
  const lists = createLists({ defaultOptions: { queries: { staleTime: 60_000, retry: false } } });
  let stored = 'before';
  const underWay: { answer(): Promise<void>; fail(): Promise<void> }[] = [];
  const query = {
    queryKey: ['groups'],
    queryFn: () =>
      new Promise<string>((resolve, reject) => {
        const read = stored;
        const then = async (what: () => void): Promise<void> => {
          what();
          await settle();
        };
        underWay.push({ answer: () => then(() => resolve(read)), fail: () => then(() => reject(new Error('away'))) });
      }),
  };
  const observer = new QueryObserver(lists, query);
  return {
    lists,
    underWay,
    open: () => observer.subscribe(() => undefined),
    shown: () => lists.getQueryData(['groups']),
    /** Somebody changes it, and the window is told. */
    async changes() {
      stored = 'after';
      void lists.invalidateQueries({ queryKey: ['groups'] });
      await settle();
    },
  };
}

test('a change while a list is first asked for is seen, whichever of the two answers is faster', async () => {
  const list = aList();
  list.open();
  await list.changes();
  await list.changes();
  await list.underWay[0]?.answer();
  expect([list.shown(), list.underWay.length]).toEqual(['before', 2]);
  await list.underWay[1]?.answer();
  expect([list.shown(), list.underWay.length]).toEqual(['after', 2]);
});

test('so it is where the list leaves the screen meanwhile: it is asked for when it is opened again', async () => {
  const list = aList();
  const close = list.open();
  close();
  await list.changes();
  await list.underWay[0]?.answer();
  expect([list.shown(), list.underWay.length]).toEqual(['before', 1]);
  list.open();
  await settle();
  await list.underWay[1]?.answer();
  expect(list.shown()).toBe('after');
});

test('a list on screen that is asked for anew is asked for once more at once, and for nothing else', async () => {
  const list = aList();
  list.open();
  await list.underWay[0]?.answer();
  void list.lists.invalidateQueries({ queryKey: ['groups'] });
  await settle();
  await list.changes();
  expect(list.underWay).toHaveLength(3);
  await list.underWay[1]?.answer();
  await list.underWay[2]?.answer();
  expect([list.shown(), list.underWay.length]).toEqual(['after', 3]);
});

test('a request that fails is not repeated for it', async () => {
  const list = aList();
  list.open();
  await list.changes();
  await list.underWay[0]?.fail();
  expect(list.underWay).toHaveLength(1);
});
