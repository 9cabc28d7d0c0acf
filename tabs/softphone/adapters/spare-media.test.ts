import type { PeerMedia } from './peer-media';
import { createSpareMedia } from './spare-media';

const stun = [{ urls: ['stun:stun.example'] }];
const turn = [{ urls: ['turn:turn.example'], username: 'anna', credential: 'secret' }];

function setUp() {
  const made: { prepared: boolean; closed: boolean; changed: () => void }[] = [];
  const spare = createSpareMedia((_servers, changed) => {
    const one = { prepared: false, closed: false, changed };
    made.push(one);
    return {
      prepare: async () => void (one.prepared = true),
      close: () => void (one.closed = true),
    } as unknown as PeerMedia;
  });
  return { spare, made };
}

it('gives the next session what was made before, and who is told is the session', () => {
  const { spare, made } = setUp();
  spare.prepare(stun);
  spare.prepare(stun);
  expect(made).toMatchObject([{ prepared: true, closed: false }]);
  const told: string[] = [];
  spare.take(stun).changes.add(() => told.push('changed'));
  made[0]?.changed();
  expect(told).toEqual(['changed']);
  expect(made).toHaveLength(1);
});

it('gives it once', () => {
  const { spare, made } = setUp();
  spare.prepare(stun);
  expect(spare.take(stun).peer).not.toBe(spare.take(stun).peer);
  expect(made.map(({ prepared }) => prepared)).toEqual([true, false]);
});

it('closes one that was made for other servers, or that nobody needs any more', () => {
  const { spare, made } = setUp();
  spare.prepare(stun);
  spare.prepare(turn);
  expect(made.map(({ closed }) => closed)).toEqual([true, false]);
  spare.dispose();
  expect(made.map(({ closed }) => closed)).toEqual([true, true]);
});

it('a session with other servers than the prepared one gets one of its own', () => {
  const { spare, made } = setUp();
  spare.prepare(stun);
  spare.take(turn);
  expect(made).toHaveLength(2);
});
