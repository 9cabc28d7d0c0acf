import type { Browser, Frame } from 'playwright';
import { removeFolder, startServer } from '../e2e/server';
import { median, ratioAtMost, report } from './figure';
import { cardState, hangUp, heard, launch, newPage, nextPress, rawSetup, tones } from './pages';
import type { TestWindow } from './pages';

/**
 * B1: from the press on Call to ringing at the callee, and from the press on Answer to each hearing the other's tone,
 * in two Chromium processes; against two bare RTCPeerConnections in the same browsers, interleaved.
 */
const rounds = Number(process.argv[2] ?? 12);

async function productSetup(anna: Frame, bjorn: Frame): Promise<{ ringingMs: number; heardMs: number }> {
  const field = anna.getByRole('combobox', { name: 'Search or enter a number' });
  await field.fill('1002');
  await anna.getByRole('row', { name: /Björn Åkesson/ }).waitFor();
  const pressed = nextPress(anna);
  const rings = cardState(bjorn, 'ringing');
  await field.press('Enter');
  const ringingMs = (await rings) - (await pressed);
  const answer = bjorn.getByRole('button', { name: 'Answer', exact: true });
  await answer.waitFor();
  // The caller's early media (ringing tone) has to be up, as it is when a person answers.
  await anna.waitForFunction(
    () =>
      (window as unknown as { vaxelBench: TestWindow }).vaxelBench.connections.at(-1)?.connectionState === 'connected',
  );
  const answered = nextPress(bjorn);
  const hearing = [heard(anna, tones.bjorn), heard(bjorn, tones.anna)];
  await answer.click();
  const heardMs = Math.max(...(await Promise.all(hearing))) - (await answered);
  await hangUp(anna, bjorn);
  return { ringingMs, heardMs };
}

const server = await startServer();
const [browserA, browserB] = await Promise.all([launch(tones.anna), launch(tones.bjorn)]);
const tabOf = async (browser: Browser, who: string): Promise<Frame> => {
  const page = await newPage(browser, `${server.url}/tab/?as=${who}`);
  await page.getByText('Rings on').waitFor();
  return page.mainFrame();
};
const [rawA, rawB] = [
  await newPage(browserA, `${server.url}/healthz`),
  await newPage(browserB, `${server.url}/healthz`),
];
const [anna, bjorn] = [await tabOf(browserA, 'anna'), await tabOf(browserB, 'bjorn')];

const raw: { connectedMs: number; heardMs: number }[] = [];
const product: { ringingMs: number; heardMs: number }[] = [];
await rawSetup(rawA, rawB);
await productSetup(anna, bjorn);
for (let round = 0; round < rounds; round++) {
  raw.push(await rawSetup(rawA, rawB));
  product.push(await productSetup(anna, bjorn));
}
await Promise.all([browserA.close(), browserB.close()]);
await server.stop();
removeFolder(server.dataFolder);

const ringing = median(product.map((each) => each.ringingMs));
const audio = median(product.map((each) => each.heardMs));
const rawConnected = median(raw.map((each) => each.connectedMs));
const rawHeard = median(raw.map((each) => each.heardMs));
report([
  {
    id: 'B1',
    what: 'press on Call to ringing at the callee',
    value: Math.round(ringing),
    unit: 'ms',
    peer: { what: 'bare WebRTC set-up, connected', value: Math.round(rawConnected) },
    goal: ratioAtMost(ringing, rawConnected, 0.25),
  },
  {
    id: 'B1',
    what: 'press on Answer to both hearing each other',
    value: Math.round(audio),
    unit: 'ms',
    peer: { what: 'bare WebRTC set-up, heard', value: Math.round(rawHeard) },
    goal: ratioAtMost(audio, rawHeard, 0.9),
  },
]);
