import type { Browser, Page } from 'playwright';
import { removeFolder, startServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';
import { watchSilence } from './gap';
import { callAndAnswer, hangUp, heard, launch, newPage, rawSetup, tones } from './pages';

/**
 * B2: the tab is reloaded in a call. From the first byte of the new page to each hearing the other, against the first
 * view of a cold tab plus a bare WebRTC set-up; and the longest silence of the other side meanwhile. Interleaved.
 */
const rounds = Number(process.argv[2] ?? 7);

const firstByteMs = (page: Page) =>
  page.evaluate(
    () =>
      performance.timeOrigin +
      (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseStart,
  );
const nowMs = (page: Page) => page.evaluate(() => performance.timeOrigin + performance.now());

/** A tab that this browser has never seen: nothing cached. From its first byte until a person can search. */
async function coldLoad(browser: Browser, url: string): Promise<number> {
  const page = await newPage(browser, `${url}/tab/?as=cecilia`);
  await page.getByRole('combobox', { name: 'Search or enter a number' }).waitFor();
  const ms = (await nowMs(page)) - (await firstByteMs(page));
  await page.context().close();
  return ms;
}

async function reloadInCall(anna: Page, bjorn: Page): Promise<{ backMs: number; silenceMs: number }> {
  await callAndAnswer(anna.mainFrame(), bjorn.mainFrame());
  const silence = await watchSilence(bjorn.mainFrame());
  const heardAgain = heard(bjorn, tones.anna, true);
  await anna.reload({ waitUntil: 'commit' });
  const hearing = Promise.all([heard(anna, tones.bjorn), heardAgain]);
  const backMs = Math.max(...(await hearing)) - (await firstByteMs(anna));
  const silenceMs = await silence();
  await hangUp(anna, bjorn);
  return { backMs, silenceMs };
}

const server = await startServer();
const [browserA, browserB] = await Promise.all([launch(tones.anna), launch(tones.bjorn)]);
const tabOf = async (browser: Browser, who: string): Promise<Page> => {
  const page = await newPage(browser, `${server.url}/tab/?as=${who}`);
  await page.getByText('Rings on').waitFor();
  return page;
};
const [rawA, rawB] = [
  await newPage(browserA, `${server.url}/healthz`),
  await newPage(browserB, `${server.url}/healthz`),
];
const [anna, bjorn] = [await tabOf(browserA, 'anna'), await tabOf(browserB, 'bjorn')];

const peers: number[] = [];
const returns: { backMs: number; silenceMs: number }[] = [];
await rawSetup(rawA, rawB);
await reloadInCall(anna, bjorn);
for (let round = 0; round < rounds; round++) {
  peers.push((await coldLoad(browserA, server.url)) + (await rawSetup(rawA, rawB)).heardMs);
  returns.push(await reloadInCall(anna, bjorn));
}
await Promise.all([browserA.close(), browserB.close()]);
await server.stop();
removeFolder(server.dataFolder);

const back = median(returns.map((each) => each.backMs));
const peer = median(peers);
const silence = Math.max(...returns.map((each) => each.silenceMs));
report([
  {
    id: 'B2',
    what: 'first byte of the reloaded tab to both hearing each other',
    value: Math.round(back),
    unit: 'ms',
    peer: { what: 'cold tab and bare WebRTC set-up', value: Math.round(peer) },
    goal: ratioAtMost(back, peer, 0.75),
  },
  {
    id: 'B2',
    what: `longest silence of the other side, of ${rounds} reloads`,
    value: Math.round(silence),
    unit: 'ms',
    goal: atMost(silence, 60, 'ms'),
  },
]);
