import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, Frame, Page } from 'playwright';
import { browserArguments, browserPath } from '../e2e/browser';
import { removeFolder } from '../e2e/server';

/**
 * Browsers that speak a tone of their own, pages that can say what they hear, and the bare WebRTC set-up to compare
 * with.
 */
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
process.once('exit', () => removeFolder(folder));

/** In Hz; Anna's is above every note of the music on hold, which would be taken for her otherwise. */
export const tones = { anna: 2_300, bjorn: 1_000, second: 1_700 };

/** A steady tone for Chromium's fake microphone. */
function toneFile(hz: number): string {
  const rate = 48_000;
  const samples = rate * 10;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++)
    wav.writeInt16LE(Math.round(9_000 * Math.sin((2 * Math.PI * hz * n) / rate)), 44 + n * 2);
  const file = join(folder, `${hz}.wav`);
  writeFileSync(file, wav);
  return file;
}

export function launch(hz: number): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: [...browserArguments, `--use-file-for-fake-audio-capture=${toneFile(hz)}`],
  });
}

export interface TestWindow {
  connections: RTCPeerConnection[];
  /**
   * Epoch milliseconds of the first moment at which the newest connection is heard to play the tone; `again`: after it
   * was not heard for a while.
   */
  heard(hz: number, again?: boolean): Promise<number>;
  now(): number;
}

/** Runs in every page before its scripts. */
function instrument(): void {
  const connections: RTCPeerConnection[] = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const now = () => performance.timeOrigin + performance.now();
  const test: TestWindow = {
    connections,
    now,
    heard(hz, again = false) {
      return new Promise((resolve) => {
        const context = new AudioContext();
        const analyser = new AnalyserNode(context, { fftSize: 1024, smoothingTimeConstant: 0 });
        const spectrum = new Float32Array(analyser.frequencyBinCount);
        let listensTo: MediaStreamTrack | undefined;
        let missed = again ? 0 : 10;
        let wasHeard = false;
        const bin = Math.round((hz * analyser.fftSize) / context.sampleRate);
        const timer = setInterval(() => {
          const track = connections.findLast((each) => each.connectionState !== 'closed')?.getReceivers()[0]?.track;
          if (track && track !== listensTo) {
            listensTo = track;
            const mediaStream = new MediaStream([track]);
            // Chromium decodes a remote track only while a media element plays it.
            const player = new Audio();
            player.srcObject = mediaStream;
            player.muted = true;
            void player.play();
            new MediaStreamAudioSourceNode(context, { mediaStream }).connect(analyser);
          }
          analyser.getFloatFrequencyData(spectrum);
          const strongest = spectrum.reduce(
            (best, value, index) => (value > (spectrum[best] ?? -Infinity) ? index : best),
            0,
          );
          const hears = (spectrum[bin] ?? -Infinity) >= -45 && Math.abs(strongest - bin) <= 1;
          // What was on its way before a break is not heard again; nor is there a break before anything was heard.
          if (!hears && wasHeard) missed += 1;
          wasHeard ||= hears;
          if (!hears || missed < 10) return;
          clearInterval(timer);
          void context.close();
          resolve(now());
        }, 4);
      });
    },
  };
  Object.assign(window, { vaxelBench: test });
}

export const heard = (where: Page | Frame, hz: number, again = false) =>
  where.evaluate(([wanted, anew]) => (window as unknown as { vaxelBench: TestWindow }).vaxelBench.heard(wanted, anew), [
    hz,
    again,
  ] as const);

/** `scripts` run before those of the page, as what it is measured with does. */
export async function newPage(browser: Browser, url: string, scripts: readonly (() => void)[] = []): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1400, height: 860 } });
  // tsx wraps functions in a helper that pages do not have.
  await context.addInitScript({ content: 'globalThis.__name = (wrapped) => wrapped;' });
  for (const script of [instrument, ...scripts]) await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

export interface RawSetup {
  /** Epoch milliseconds. */
  readonly startedMs: number;
  /** Since it started, until the later of both sides. */
  readonly connectedMs: number;
  readonly heardMs: number;
}

/** Two bare connections: offer, answer, connected, heard. Signalling is a function call; the cheapest there can be. */
export async function rawSetup(a: Page, b: Page): Promise<RawSetup> {
  const offer = await a.evaluate(async () => {
    const startedMs = performance.timeOrigin + performance.now();
    const connection = new RTCPeerConnection();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    await connection.setLocalDescription();
    await new Promise<void>((done) => {
      const check = () => connection.iceGatheringState === 'complete' && done();
      connection.addEventListener('icegatheringstatechange', check);
      check();
    });
    return { startedMs, sdp: connection.localDescription?.sdp ?? '' };
  });
  const hearing = [heard(a, tones.bjorn), heard(b, tones.anna)];
  const answer = await b.evaluate(async (sdp) => {
    const connection = new RTCPeerConnection();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription();
    await new Promise<void>((done) => {
      const check = () => connection.iceGatheringState === 'complete' && done();
      connection.addEventListener('icegatheringstatechange', check);
      check();
    });
    return connection.localDescription?.sdp ?? '';
  }, offer.sdp);
  const connected = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((done) => {
          const connection = (window as unknown as { vaxelBench: TestWindow }).vaxelBench.connections.at(-1);
          const check = () =>
            connection?.connectionState === 'connected' && done(performance.timeOrigin + performance.now());
          connection?.addEventListener('connectionstatechange', check);
          check();
        }),
    );
  const both = Promise.all([connected(a), connected(b)]);
  await a.evaluate(
    (sdp) =>
      (window as unknown as { vaxelBench: TestWindow }).vaxelBench.connections
        .at(-1)
        ?.setRemoteDescription({ type: 'answer', sdp }),
    answer,
  );
  const connectedMs = Math.max(...(await both)) - offer.startedMs;
  const heardMs = Math.max(...(await Promise.all(hearing))) - offer.startedMs;
  for (const page of [a, b]) {
    await page.evaluate(() => {
      const connection = (window as unknown as { vaxelBench: TestWindow }).vaxelBench.connections.pop();
      for (const sender of connection?.getSenders() ?? []) sender.track?.stop();
      connection?.close();
    });
  }
  return { startedMs: offer.startedMs, connectedMs, heardMs };
}

/** When a key goes down or a button is pressed in the tab, as its own clock says. */
export const nextPress = (where: Frame) =>
  where.evaluate(
    () =>
      new Promise<number>((done) => {
        for (const type of ['keydown', 'click']) {
          document.addEventListener(
            type,
            (event) =>
              (type === 'click' || (event as KeyboardEvent).key === 'Enter') &&
              done(performance.timeOrigin + performance.now()),
            { capture: true, once: false },
          );
        }
      }),
  );

export const cardState = (where: Frame, wanted: string) =>
  where.evaluate(
    (state) =>
      new Promise<number>((done) => {
        const check = () => {
          if (!document.querySelector(`[data-call-state="${state}"]`)) return false;
          done(performance.timeOrigin + performance.now());
          return true;
        };
        if (check()) return;
        const observer = new MutationObserver(() => check() && observer.disconnect());
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['data-call-state'],
        });
      }),
    wanted,
  );

/** Anna calls Björn from the search field, he answers, and each is heard. */
export async function callAndAnswer(anna: Frame, bjorn: Frame): Promise<void> {
  const field = anna.getByRole('combobox', { name: 'Search or enter a number' });
  await field.fill('1002');
  await anna.getByRole('row', { name: /Björn Åkesson/ }).waitFor();
  await field.press('Enter');
  await bjorn.getByRole('button', { name: 'Answer', exact: true }).click();
  await Promise.all([heard(anna, tones.bjorn), heard(bjorn, tones.anna)]);
}

/** The first of these hangs up; the cards of the ended call are put away at all of them. */
export async function hangUp(...windows: readonly [Page | Frame, ...(Page | Frame)[]]): Promise<void> {
  await windows[0].getByRole('button', { name: 'Hang up', exact: true }).click();
  await dismiss(...windows);
}

export async function dismiss(...windows: readonly (Page | Frame)[]): Promise<void> {
  for (const each of windows) await each.getByRole('button', { name: 'Dismiss' }).first().click();
}
