import type { CallId } from '../contract/ids';
import type { Lease, Ownership } from '../ports/ownership';
import { createOwned } from './owned';

const id = 'a' as CallId;

/** An ownership far away: each question is answered when the test says so. */
function far() {
  const asked: { readonly onLost: () => void; answer(lease: Lease | null): void; fail(): void }[] = [];
  const ownership: Ownership = {
    own: (_subject, onLost) =>
      new Promise((resolve, reject) => {
        asked.push({ onLost, answer: resolve, fail: () => reject(new Error('away')) });
      }),
  };
  const lost: CallId[] = [];
  return { asked, lost, owned: createOwned(ownership, 'call', (each) => void lost.push(each)) };
}

function lease() {
  const state = { isOurs: true, released: 0 };
  const release = () => {
    state.isOurs = false;
    state.released += 1;
  };
  return { state, granted: { isOurs: () => state.isOurs, release } };
}

test('several who want the same at once ask once, and who has it need not ask', async () => {
  const { asked, owned } = far();
  const answers = [owned.own(id), owned.own(id)];
  asked[0]?.answer(lease().granted);
  expect(await Promise.all(answers)).toEqual([true, true]);
  expect(await owned.own(id)).toBe(true);
  expect(asked).toHaveLength(1);
});

test('what is another’s is asked for anew each time, and so is what nobody could tell of', async () => {
  const { asked, owned } = far();
  const first = owned.own(id);
  asked[0]?.answer(null);
  expect([await first, owned.isOwn(id)]).toEqual([false, false]);
  const second = owned.own(id);
  asked[1]?.fail();
  await expect(second).rejects.toThrow('away');
  const third = owned.own(id);
  asked[2]?.answer(lease().granted);
  expect([await third, owned.isOwn(id)]).toEqual([true, true]);
});

test('a lease that ran out is ours no more, before anybody says so; nor was one that ran out on its way', async () => {
  const { asked, lost, owned } = far();
  const { state, granted } = lease();
  const taken = owned.own(id);
  asked[0]?.answer(granted);
  await taken;
  state.isOurs = false;
  expect(owned.isOwn(id)).toBe(false);
  asked[0]?.onLost();
  expect(lost).toEqual([id]);
  const late = owned.own(id);
  asked[1]?.answer(granted);
  expect(await late).toBe(false);
});

test('what is let go of is released, once', async () => {
  const { asked, owned } = far();
  const { state, granted } = lease();
  const taken = owned.own(id);
  asked[0]?.answer(granted);
  await taken;
  owned.releaseAll();
  owned.release(id);
  expect([state.released, owned.isOwn(id)]).toEqual([1, false]);
});

test('what is given back while it is being asked for leaves no lease behind; the last word counts', async () => {
  const { asked, owned } = far();
  const [first, second] = [lease(), lease()];
  const answer = owned.own(id);
  owned.release(id);
  asked[0]?.answer(first.granted);
  expect(await answer).toBe(false);
  expect([owned.isOwn(id), first.state.released]).toEqual([false, 1]);

  const again = owned.own(id);
  owned.releaseAll();
  const wanted = owned.own(id);
  asked[1]?.answer(second.granted);
  expect(await Promise.all([again, wanted])).toEqual([true, true]);
  expect([owned.isOwn(id), second.state.released]).toEqual([true, 0]);
});
