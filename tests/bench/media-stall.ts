import type { Browser, Page } from 'playwright';
import { removeFolder, startServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';
import { callAndAnswer, dismiss, hangUp, heard, launch, newPage, tones } from './pages';

/**
 * B13: the other end of the audio falls silent (its process is stopped by SIGSTOP, so that nothing closes anything).
 * From that moment until the tab restarts ICE, against the time until Chrome itself calls a bare connection
 * `disconnected`; and how many calls are lost when the other end wakes up after 3 s.
 */
const rounds = Number(process.argv[2] ?? 20);
const peerRounds = 3;
const asleepMs = 3_000;

interface StallWindow {
  readonly vaxelRestarts: number[];
}

/** Notes when a connection is given a new ICE user fragment after its first one. */
function watchRestarts(): void {
  const restarts: number[] = [];
  Object.assign(window, { vaxelRestarts: restarts });
  const original = RTCPeerConnection.prototype.setLocalDescription;
  RTCPeerConnection.prototype.setLocalDescription = async function (this: RTCPeerConnection, ...given: unknown[]) {
    const fragment = () => /a=ice-ufrag:(\S+)/.exec(this.localDescription?.sdp ?? '')?.[1];
    const before = fragment();
    await Reflect.apply(original, this, given);
    if (before !== undefined && fragment() !== before) restarts.push(performance.timeOrigin + performance.now());
  } as typeof original;
}

const wait = (page: Page, ms: number) => page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms);

async function stallOfCall(
  anna: Page,
  bjorn: Page,
  serverPid: number,
): Promise<{ restartMs: number; isLost: boolean }> {
  await callAndAnswer(anna.mainFrame(), bjorn.mainFrame());
  await anna.evaluate(() => (window as unknown as StallWindow).vaxelRestarts.splice(0));
  process.kill(serverPid, 'SIGSTOP');
  const stoppedMs = Date.now();
  await wait(anna, asleepMs);
  process.kill(serverPid, 'SIGCONT');
  const hearing = Promise.all([heard(anna, tones.bjorn), heard(bjorn, tones.anna)]);
  const isLost = await Promise.race([hearing.then(() => false), wait(anna, 15_000).then(() => true)]);
  const restartMs =
    (await anna.evaluate(() => (window as unknown as StallWindow).vaxelRestarts[0] ?? Number.NaN)) - stoppedMs;
  await (isLost ? dismiss : hangUp)(anna, bjorn);
  return { restartMs, isLost };
}

/** Two bare connections of one page and one of a browser that is stopped. */
async function chromesOwn(page: Page, other: Page, stop: (signal: 'SIGSTOP' | 'SIGCONT') => void): Promise<number> {
  const describe = (on: Page, offer: string | null) =>
    on.evaluate(async (remote) => {
      const connection = new RTCPeerConnection();
      Object.assign(window, { bare: connection });
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) connection.addTrack(track, stream);
      if (remote !== null) await connection.setRemoteDescription({ type: 'offer', sdp: remote });
      await connection.setLocalDescription();
      await new Promise<void>((done) => {
        const check = () => connection.iceGatheringState === 'complete' && done();
        connection.addEventListener('icegatheringstatechange', check);
        check();
      });
      return connection.localDescription?.sdp ?? '';
    }, offer);
  const reaches = (state: RTCPeerConnectionState) =>
    page.evaluate(
      (wanted) =>
        new Promise<number>((done) => {
          const { bare } = window as unknown as { bare: RTCPeerConnection };
          const check = () => bare.connectionState === wanted && done(performance.timeOrigin + performance.now());
          bare.addEventListener('connectionstatechange', check);
          check();
        }),
      state,
    );
  const answer = await describe(other, await describe(page, null));
  await page.evaluate(
    (sdp) => (window as unknown as { bare: RTCPeerConnection }).bare.setRemoteDescription({ type: 'answer', sdp }),
    answer,
  );
  await reaches('connected');
  // Two keep-alives of the path, so that it is at rest.
  await wait(page, 1_000);
  stop('SIGSTOP');
  const stoppedMs = Date.now();
  const ms = (await reaches('disconnected')) - stoppedMs;
  stop('SIGCONT');
  for (const each of [page, other])
    await each.evaluate(() => (window as unknown as { bare: RTCPeerConnection }).bare.close());
  return ms;
}

const server = await startServer();
const [browserA, browserB, browserC] = await Promise.all([
  launch(tones.anna),
  launch(tones.bjorn),
  launch(tones.bjorn),
]);
const tabOf = async (browser: Browser, who: string): Promise<Page> => {
  const page = await newPage(browser, `${server.url}/healthz`);
  await page.addInitScript(watchRestarts);
  await page.goto(`${server.url}/tab/?as=${who}`);
  await page.getByText('Rings on').waitFor();
  return page;
};
const [bareA, bareC] = [
  await newPage(browserA, `${server.url}/healthz`),
  await newPage(browserC, `${server.url}/healthz`),
];
const [anna, bjorn] = [await tabOf(browserA, 'anna'), await tabOf(browserB, 'bjorn')];
const session = await browserC.newBrowserCDPSession();
const { processInfo } = await session.send('SystemInfo.getProcessInfo');
const stopC = (signal: 'SIGSTOP' | 'SIGCONT') =>
  processInfo.filter(({ type }) => type !== 'browser').forEach(({ id }) => process.kill(id, signal));

const stalls: { restartMs: number; isLost: boolean }[] = [];
const peers: number[] = [];
await stallOfCall(anna, bjorn, server.pid);
for (let round = 0; round < rounds; round++) {
  stalls.push(await stallOfCall(anna, bjorn, server.pid));
  if (peers.length < peerRounds) peers.push(await chromesOwn(bareA, bareC, stopC));
}
await Promise.all([browserA, browserB, browserC].map((browser) => browser.close()));
await server.stop();
removeFolder(server.dataFolder);

const restart = median(stalls.map((each) => each.restartMs));
const peer = median(peers);
const lost = stalls.filter((each) => each.isLost).length;
report([
  {
    id: 'B13',
    what: 'audio stops to ICE restart',
    value: Math.round(restart),
    unit: 'ms',
    peer: { what: 'Chrome says disconnected', value: Math.round(peer) },
    goal: ratioAtMost(restart, peer, 0.35),
  },
  {
    id: 'B13',
    what: `calls lost, of ${rounds} that stood still for ${asleepMs / 1000} s`,
    value: lost,
    unit: 'calls',
    goal: atMost(lost, 0),
  },
]);
