import { randomUUID } from 'node:crypto';
import { is, useGateway } from '../../tests/fakes/gateway';

const g = useGateway();
const { client, connected, settle } = g;

test('opening a page is a use of its window, coming back after a break is none', async () => {
  const windowId = randomUUID();
  const anna = await connected('anna', { windowId });
  expect(g.used).toEqual([`anna ${windowId}`]);
  anna.drop();
  await anna.connect();
  expect(g.used).toHaveLength(1);
});

test('a reloaded page is a use of the same window', async () => {
  const windowId = randomUUID();
  await connected('anna', { windowId });
  await connected('anna', { windowId });
  expect(g.used).toEqual([`anna ${windowId}`, `anna ${windowId}`]);
});

test('a window says that it is used; nothing is answered and no command is carried out', async () => {
  const windowId = randomUUID();
  const anna = await connected('anna', { windowId });
  anna.send({ type: 'used' });
  await settle(anna);
  expect(g.used).toEqual([`anna ${windowId}`, `anna ${windowId}`]);
  expect(g.execute).not.toHaveBeenCalled();
  expect(anna.received.map(({ type }) => type)).toEqual(['welcome', 'pong']);
});

test('a window speaks for itself only, whatever it adds', async () => {
  const [hers, his] = [randomUUID(), randomUUID()];
  await connected('anna', { windowId: hers });
  const bjorn = await connected('bjorn', { windowId: his });
  bjorn.sendRaw(JSON.stringify({ type: 'used', windowId: hers, userId: g.userId('anna') }));
  await settle(bjorn);
  expect(g.used).toEqual([`anna ${hers}`, `bjorn ${his}`, `bjorn ${his}`]);
});

test('a window id of another organisation’s person is another window', async () => {
  const windowId = randomUUID();
  await connected('anna', { windowId });
  const olga = await connected('olga', { windowId });
  olga.send({ type: 'used' });
  await settle(olga);
  expect(g.used).toEqual([`anna ${windowId}`, `olga ${windowId}`, `olga ${windowId}`]);
});

test('nobody is used before the hello', async () => {
  const stranger = client('anna');
  const refused = stranger.connect().catch((error: unknown) => error);
  stranger.socket?.removeAllListeners('open');
  stranger.socket?.once('open', () => stranger.send({ type: 'used' }));
  expect(await refused).toMatchObject({ bye: { reason: 'protocol', problem: { code: 'request.invalid' } } });
  expect(g.used).toEqual([]);
});

test('a flood of uses ends the connection as any other', async () => {
  const anna = await connected('anna');
  for (let n = 0; n < 70; n += 1) anna.send({ type: 'used' });
  expect(await anna.next(is('bye'))).toMatchObject({ problem: { code: 'request.tooMany' } });
});

test('a window says the zone of its computer; one that nobody knows is as good as none', async () => {
  await connected('anna', { timeZone: 'America/New_York' });
  await connected('bjorn', { timeZone: 'Europe/Atlantis' });
  expect(g.zones).toEqual(['anna America/New_York']);
});

test('a pong says the time here', async () => {
  const anna = await connected('anna');
  await settle(anna);
  expect(anna.received.at(-1)).toMatchObject({ type: 'pong', serverTimeMs: g.clock.nowMs() });
});
