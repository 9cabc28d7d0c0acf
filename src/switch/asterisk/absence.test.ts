import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createFakeClock } from '../../../tests/fakes/clock';
import { patienceMs } from '../../../tests/patience';
import { Waiters } from '../../../tests/fakes/waiters';
import { createAbsence } from './absence';

const waiters = new Waiters();
const until = (condition: () => boolean): Promise<void> => waiters.until(condition, patienceMs, () => 'its turn');

let server: Server;
let asked: number;
beforeEach(async () => {
  asked = 0;
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    asked += 1;
    waiters.wake();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => void server.close());

/** A clock of which is known when somebody waits by it for his next look. */
function made() {
  const clock = createFakeClock();
  let gone = 0;
  let looks = 0;
  const listening: typeof clock = Object.assign(Object.create(clock) as typeof clock, {
    after(ms: number, work: () => void) {
      if (ms === 250) looks += 1;
      waiters.wake();
      return clock.after(ms, work);
    },
  });
  const { port } = server.address() as AddressInfo;
  const absence = createAbsence({ url: `http://127.0.0.1:${port}`, listening, onGone: () => (gone += 1) });
  return {
    absence,
    gone: () => gone,
    async passes(times: number): Promise<void> {
      for (let n = 0; n < times; n += 1) {
        const before = looks;
        clock.advance(250);
        if (gone === 0) await until(() => looks > before || gone > 0);
      }
    },
    looked: () => until(() => looks > 0),
  };
}

test('nobody listens at its port: it is gone after a second', async () => {
  const { absence, gone, passes, looked } = made();
  server.close();
  absence.begins();
  await looked();
  await passes(3);
  expect(gone()).toBe(0);
  await passes(1);
  await until(() => gone() === 1);
});

test('one that is there, and says nothing, has ten seconds; time in which it was of no use counts', async () => {
  const { absence, gone, passes, looked } = made();
  absence.begins();
  await looked();
  await passes(20);
  absence.pauses();
  absence.begins();
  await passes(19);
  expect(gone()).toBe(0);
  await passes(1);
  expect(gone()).toBe(1);
  expect(asked).toBeGreaterThan(0);
});

test('one that is back in time is not gone', async () => {
  const { absence, gone, passes, looked } = made();
  absence.begins();
  await looked();
  await passes(20);
  absence.ends();
  absence.begins();
  await passes(39);
  expect(gone()).toBe(0);
  absence.ends();
});
