import { once } from 'node:events';
import { freePort, removeFolder, spawnServer, temporaryFolder } from '../e2e/server';
import { serverDatabaseUrl } from '../fakes/server-database';
import { Product } from './product';
import { talk } from './talk';

test('a second server on the same DATABASE_URL is refused with one line, the first’s calls unharmed', async () => {
  const product = await Product.start();
  const dataFolder = temporaryFolder();
  try {
    const [anna, bjorn] = await product.people('anna', 'bjorn');
    await Promise.all([anna.phone(), bjorn.phone()]);
    const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
    await anna.untilState(call.id, 'active');

    const second = spawnServer({
      port: await freePort(),
      dataFolder,
      environment: { DATABASE_URL: await serverDatabaseUrl(product.dataFolder) },
    });
    expect((await once(second.child, 'exit'))[0]).toBe(1);
    expect(second.output().trim().split('\n').at(-1)).toMatch(
      /^Another Växel server uses this database \(since .*\)\. Only one may: /,
    );

    await call.isHeard();
    expect(await product.sql('select state from call where id = $1', [call.id])).toEqual([{ state: 'active' }]);
    call.a.hangUp();
    expect(await anna.untilHistory(call.id)).toMatchObject({ outcome: 'answered', endReason: 'hungUp' });
  } finally {
    await product.close();
    removeFolder(dataFolder);
  }
});
