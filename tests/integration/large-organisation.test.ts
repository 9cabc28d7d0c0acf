import type { UserId } from '../../src/contract/ids';
import { enterPeople } from '../fakes/many-people';
import { createRealtimeClient } from '../fakes/realtime-client';
import { createSlowNetwork } from '../fakes/slow-network';
import { connectToServerDatabase } from '../fakes/server-database';
import { dial } from './talk';
import { eventually } from '../fakes/waiters';
import { Product } from './product';

const size = 100_000;
const lineBitsPerSecond = 10_000_000;

let product: Product;

beforeAll(async () => {
  product = await Product.start();
  const { organisation } = (await product.person('anna')).me;
  const database = await connectToServerDatabase(product.dataFolder);
  await enterPeople(database, organisation.id, size);
  await database.end();
  // People entered by SQL are taken in at the start.
  await product.end();
  await product.startAgain();
});
afterAll(() => product.close());

test('in an organisation of 100,000 a window at 10 Mbit/s gets in at once, with a welcome as small', async () => {
  const network = await createSlowNetwork(product.port, lineBitsPerSecond);
  const window = createRealtimeClient({
    url: `ws://127.0.0.1:${network.port}/realtime`,
    token: await product.token('anna'),
  });
  try {
    const { snapshot } = await window.connect();
    expect(snapshot?.me.user.displayName).toBe('Anna Lind');
    expect(network.received).toBeLessThan(200_000);
    process.stdout.write(`welcome in an organisation of ${size}: ${network.received} bytes\n`);

    const shown = await product.sql<{ id: UserId }>(
      "select id from app_user where extension >= '150000' and extension < '150300'",
    );
    window.watch(...shown.map(({ id }) => id));
    await eventually('the lines of all that is on screen', async () =>
      shown.every(({ id }) => window.state.lines.get(id) === 'offline'),
    );
    expect(shown).toHaveLength(300);
    expect(network.received).toBeLessThan(250_000);
    expect(window.received.filter(({ type }) => type === 'bye')).toEqual([]);
  } finally {
    window.drop();
    network.close();
  }
});

test('in an organisation of 100,000 two colleagues are found and talk, and one who watches sees it', async () => {
  const [anna, bjorn, cecilia] = await product.people('anna', 'bjorn', 'cecilia');
  const [from, to] = await Promise.all([anna.phone(), bjorn.phone()]);
  await cecilia.until(() => cecilia.lineOf(bjorn) === 'idle', "Björn's line to be idle");
  const { call } = dial(from, bjorn.extension);
  (await to.nextCall()).answer(900);
  await call.until('established');
  await cecilia.until(() => cecilia.lineOf(bjorn) === 'inCall', "Björn's line to be in a call");
  call.hangUp();
  await cecilia.until(() => cecilia.lineOf(bjorn) === 'idle', "Björn's line to be idle again");
});
