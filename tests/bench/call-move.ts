import type { Browser, Page } from 'playwright';
import { removeFolder, startServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';
import { watchSilence } from './gap';
import { callAndAnswer, hangUp, heard, launch, newPage, nextPress, rawSetup, tones } from './pages';

/**
 * B3: a call of Anna's is retrieved from one window to another. From the press to each hearing the other, against a
 * bare WebRTC set-up, interleaved; and the gap in what the other side hears.
 */
const rounds = Number(process.argv[2] ?? 10);

async function retrieve(first: Page, second: Page, bjorn: Page): Promise<{ takenMs: number; gapMs: number }> {
  await callAndAnswer(first.mainFrame(), bjorn.mainFrame());
  const silence = await watchSilence(bjorn.mainFrame());
  const pressed = nextPress(second.mainFrame());
  const take = second.getByRole('button', { name: 'Take call here', exact: true });
  await take.waitFor();
  const hearing = Promise.all([heard(second, tones.bjorn), heard(bjorn, tones.second)]);
  await take.click();
  const takenMs = Math.max(...(await hearing)) - (await pressed);
  const gapMs = await silence();
  await hangUp(second, first, bjorn);
  return { takenMs, gapMs };
}

const server = await startServer();
const [browserA, browserB, browserC] = await Promise.all([
  launch(tones.anna),
  launch(tones.bjorn),
  launch(tones.second),
]);
const tabOf = async (browser: Browser, who: string): Promise<Page> => {
  const page = await newPage(browser, `${server.url}/tab/?as=${who}`);
  await page.getByText('Rings on').waitFor();
  return page;
};
const [rawA, rawB] = [
  await newPage(browserA, `${server.url}/healthz`),
  await newPage(browserB, `${server.url}/healthz`),
];
const [first, bjorn, second] = [
  await tabOf(browserA, 'anna'),
  await tabOf(browserB, 'bjorn'),
  await tabOf(browserC, 'anna'),
];

const raw: number[] = [];
const moves: { takenMs: number; gapMs: number }[] = [];
await rawSetup(rawA, rawB);
await retrieve(first, second, bjorn);
for (let round = 0; round < rounds; round++) {
  raw.push((await rawSetup(rawA, rawB)).heardMs);
  moves.push(await retrieve(first, second, bjorn));
}
await Promise.all([browserA, browserB, browserC].map((browser) => browser.close()));
await server.stop();
removeFolder(server.dataFolder);

const taken = median(moves.map((each) => each.takenMs));
const peer = median(raw);
const gap = Math.max(...moves.map((each) => each.gapMs));
report([
  {
    id: 'B3',
    what: 'press on Take call here to both hearing each other',
    value: Math.round(taken),
    unit: 'ms',
    peer: { what: 'bare WebRTC set-up, heard', value: Math.round(peer) },
    goal: ratioAtMost(taken, peer, 1),
  },
  {
    id: 'B3',
    what: `longest gap in what the other side hears, of ${rounds} moves`,
    value: Math.round(gap),
    unit: 'ms',
    goal: atMost(gap, 40, 'ms'),
  },
]);
