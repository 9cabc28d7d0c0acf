import { launch } from 'puppeteer-core';
import type { Browser, Frame as FirefoxFrame, Page } from 'puppeteer-core';
import { networkInterfaces } from 'node:os';
import { observeAudio } from './audio';
import { tones, type Sound } from './ears';
import { expect } from './people';
import { patienceMs } from '../patience';

/** One person in a window of the Teams-like host in Firefox, which is driven by WebDriver BiDi. */
export interface FirefoxPerson {
  readonly page: Page;
  /** What the tab hears now, in all its calls together. */
  sound(): Promise<Sound>;
  /** Types into the search field and presses Enter. */
  call(typed: string): Promise<void>;
  /** Presses the button, within the card of that call where one is named. */
  press(name: string, other?: string): Promise<void>;
  /** Presses an entry of the menu that is open. */
  choose(name: string | RegExp): Promise<void>;
  /** Waits until the list under the field that was typed into has one row, of that text. */
  onlyRow(text: RegExp): Promise<void>;
  /** Types into the field of that name. */
  type(field: string, text: string): Promise<void>;
  /** Waits for the card's state. */
  state(other: string, expected: string): Promise<void>;
  /** Waits for the text, anywhere in the tab. */
  sees(text: RegExp): Promise<void>;
}

/**
 * Only where a machine has nothing but loopback, which Firefox uses when told to; a person's Firefox has another
 * address.
 */
const hasAddress = Object.values(networkInterfaces()).some(
  (all) => all?.some(({ internal, family }) => !internal && family === 'IPv4') === true,
);

/** Starts Firefox as a person has it, but for the microphone, which says a tone and is allowed. */
export function startFirefox(executablePath: string, toneHz: number): Promise<Browser> {
  return launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    // A busy machine takes its time.
    timeout: 120_000,
    protocolTimeout: 120_000,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.audio.fake_frequency': toneHz,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      // Nothing from the net.
      'network.proxy.type': 0,
      'browser.safebrowsing.downloads.enabled': false,
      'app.update.enabled': false,
      ...(hasAddress ? {} : { 'media.peerconnection.ice.loopback': true }),
    },
  });
}

/** Opens the host in a window of its own. */
export async function openInFirefox(browser: Browser, url: string, who: string): Promise<FirefoxPerson> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1600, height: 900 });
  await page.evaluateOnNewDocument(observeAudio, null);
  await page.goto(`${url}/local/teams?as=${who}&locale=en-US&theme=default`);

  const tab = (): FirefoxFrame | undefined =>
    page.frames().find((frame) => frame.name() === 'tab' || /\/tab(?:s)?\b/.test(frame.url()));
  /** What is drawn anew between being found and being clicked is looked for again. */
  const click = (selector: string): Promise<void> =>
    expect(async () => {
      const found = await tab()?.$(selector);
      if (found == null) throw new Error(`${selector} is not there`);
      await found.click();
    }).toPass({ timeout: patienceMs });
  /**
   * The field may be drawn anew between being found and being typed into: what stands there in the end is what counts.
   */
  const type = (name: string, text: string): Promise<void> =>
    expect(async () => {
      const field = await tab()?.$(`::-p-aria([name="${name}"][role="combobox"])`);
      if (field == null) throw new Error(`the field ${name} is not there`);
      // What an earlier try has left is written over.
      await field.click({ count: 3 });
      await field.type(text);
      expect(await field.evaluate((element) => (element as HTMLInputElement).value)).toBe(text);
    }).toPass({ timeout: patienceMs });
  const card = (other: string): string =>
    `[role=region][aria-label="Call with ${other}"], section[aria-label="Call with ${other}"]`;

  return {
    page,
    async sound() {
      const frame = tab();
      if (frame === undefined) throw new Error('the tab is not there');
      return frame.evaluate(heardInRecording, Object.values(tones));
    },
    async call(typed) {
      await type('Search or enter a number', typed);
      await page.keyboard.press('Enter');
    },
    async press(name, other) {
      const within = other === undefined ? '' : `::-p-aria([name="Call with ${other}"][role="region"]) `;
      await click(`${within}::-p-aria([name="${name}"][role="button"])`);
    },
    async choose(name) {
      if (typeof name === 'string') return click(`::-p-aria([name="${name}"][role="menuitem"])`);
      await expect(async () => {
        for (const item of (await tab()?.$$('[role=menuitem]')) ?? []) {
          if (name.test(await item.evaluate((element) => element.textContent ?? ''))) return item.click();
        }
        throw new Error(`no menu item ${name}`);
      }).toPass({ timeout: patienceMs });
    },
    type,
    async onlyRow(text) {
      const rows = async (): Promise<string[]> =>
        (await tab()
          ?.$$eval('[role=dialog] [role=row]', (all) => all.map((row) => row.textContent ?? ''))
          .catch(() => [])) ?? [];
      await expect.poll(async () => (await rows()).map((row) => text.test(row))).toEqual([true]);
    },
    async state(other, expected) {
      // The card of a call that is over leaves by itself after some seconds, on a busy machine before anybody has
      // looked.
      const read = async (): Promise<string | null> =>
        (await tab()
          ?.$$eval(card(other), ([element]) => element?.getAttribute('data-call-state') ?? 'ended')
          .catch(() => null)) ?? null;
      await expect.poll(read).toBe(expected);
    },
    async sees(text) {
      await expect
        .poll(async () =>
          tab()
            ?.evaluate(() => document.body.innerText)
            .catch(() => ''),
        )
        .toMatch(text);
    },
  };
}

/**
 * What the page's calls sound like, by recording them: without a sound card Firefox never starts an AudioContext, and
 * there is none on a server. Runs in the page.
 */
async function heardInRecording(frequencies: readonly number[]): Promise<Sound> {
  const rate = 48_000;
  const wanted = rate / 4;
  const connections = (window as unknown as { testConnections: RTCPeerConnection[] }).testConnections;
  const tracks = connections
    .filter(({ connectionState }) => connectionState !== 'closed')
    .flatMap((connection) => connection.getReceivers().map(({ track }) => track));
  const recorded = async (track: MediaStreamTrack): Promise<Float32Array> => {
    const recorder = new MediaRecorder(new MediaStream([track]), { mimeType: 'audio/ogg; codecs=opus' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    const stopped = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    // Recording takes time: this is its length, not a wait for something to happen.
    await new Promise((done) => setTimeout(done, 700));
    recorder.stop();
    await stopped;
    const bytes = await new Blob(parts).arrayBuffer();
    const decoded = await new OfflineAudioContext(1, rate, rate).decodeAudioData(bytes).catch(() => null);
    const samples = decoded?.getChannelData(0) ?? new Float32Array(0);
    // A recorder that began late is asked again.
    return samples.length < wanted && track.readyState === 'live' ? recorded(track) : samples.slice(-wanted);
  };
  const heard = await Promise.all(tracks.filter(({ readyState }) => readyState === 'live').map(recorded));
  const amplitude = (samples: Float32Array, hz: number): number => {
    let [re, im] = [0, 0];
    // A Hann window, which halves a sine.
    for (const [index, sample] of samples.entries()) {
      const weighted = sample * (1 - Math.cos((2 * Math.PI * index) / samples.length));
      re += weighted * Math.cos((2 * Math.PI * hz * index) / rate);
      im += weighted * Math.sin((2 * Math.PI * hz * index) / rate);
    }
    return samples.length === 0 ? 0 : (2 * Math.hypot(re, im)) / samples.length;
  };
  const power = heard.map(
    (samples) => samples.reduce((sum, value) => sum + value * value, 0) / Math.max(1, samples.length),
  );
  return {
    level: Math.sqrt(power.reduce((sum, value) => sum + value, 0)),
    amplitudes: frequencies.map((hz) =>
      Math.max(
        0,
        ...heard.map((samples) =>
          Math.max(amplitude(samples, hz - 3), amplitude(samples, hz), amplitude(samples, hz + 3)),
        ),
      ),
    ),
  };
}
