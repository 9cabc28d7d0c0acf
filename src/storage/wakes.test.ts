import { Socket } from 'node:net';
import { sql } from 'kysely';
import { listenBetween } from '../../tests/fakes/between-database';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import { systemClock } from '../time/system-clock';
import { createWakes } from './wakes';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test(
  'a network that goes away without a word is noticed, also while it is asked to listen',
  async () => {
    const keepAlive = jest.spyOn(Socket.prototype, 'setKeepAlive');
    let isAway = false;
    const swallow = () => (isAway ? new Promise<never>(() => undefined) : Promise.resolve());
    const proxy = await listenBetween(database.url, 'listen line_changed', swallow);
    const wakes = createWakes({ url: proxy.url, clock: systemClock });
    const waiters = new Waiters();
    const heard: string[] = [];
    const hear = (what: string) => {
      heard.push(what);
      waiters.wake();
    };
    await wakes.listen('line_changed', { onNotice: hear, onGap: () => hear('gap') });
    // Nothing is ever asked on this session: it is the system that has to look.
    expect(keepAlive).toHaveBeenCalledWith(true, 10_000);
    isAway = true;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'vaxel-wakes' and datname = current_database()`.execute(database.db);
    await proxy.asked(2);
    isAway = false;
    await waiters.until(
      () => heard.includes('gap'),
      patienceMs,
      () => 'the network to be back',
    );
    await sql`select pg_notify('line_changed', 'here')`.execute(database.db);
    await waiters.until(
      () => heard.includes('here'),
      patienceMs,
      () => 'a notice',
    );
    await wakes.stop();
    proxy.close();
    keepAlive.mockRestore();
  },
  patienceMs,
);
