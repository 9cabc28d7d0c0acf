import type { Page } from 'playwright';
import type { Mark } from './span';
import { marksOf, type Note } from './words';

/** Runs in a page before its scripts: notes what goes through its sockets and what it asks of WebRTC. */
export function notePage(): void {
  const notes: Note[] = [];
  const note = (text: string) => void notes.push({ atMs: performance.timeOrigin + performance.now(), text });
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener('open', () => note(`connected ${new URL(this.url).pathname}`));
      this.addEventListener('message', ({ data }) => note(`in ${String(data).slice(0, 1_500)}`));
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      note(`out ${String(data).slice(0, 1_500)}`);
      super.send(data);
    }
  };
  const timed = (owner: object, name: string) => {
    const own = Reflect.get(owner, name) as (...given: unknown[]) => Promise<unknown>;
    const value = async function noted(this: unknown, ...given: unknown[]) {
      note(`${name} begins`);
      const result = await own.apply(this, given);
      note(`${name} ends`);
      return result;
    };
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  };
  for (const name of ['setLocalDescription', 'setRemoteDescription']) timed(RTCPeerConnection.prototype, name);
  timed(MediaDevices.prototype, 'getUserMedia');
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...given: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...given);
      note('peer connection');
      this.addEventListener('iceconnectionstatechange', () => note(`ice ${this.iceConnectionState}`));
      this.addEventListener('connectionstatechange', () => note(`connection ${this.connectionState}`));
    }
  };
  Object.assign(window, { vaxelNotes: notes });
}

/** All marks of the page's document so far, with what the browser itself noted about loading it. */
export async function pageMarks(page: Page): Promise<Mark[]> {
  const notes = await page.evaluate(() => {
    const own = (window as unknown as { vaxelNotes: Note[] }).vaxelNotes;
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const told: [string, number | undefined][] = [
      ['first byte', navigation?.responseStart],
      ['scripts read', navigation?.domInteractive],
      ['scripts run', navigation?.domContentLoadedEventEnd],
      ...performance.getEntriesByType('paint').map(({ name, startTime }): [string, number] => [name, startTime]),
    ];
    return [...own, ...told.map(([text, ms = 0]) => ({ atMs: performance.timeOrigin + ms, text }))];
  });
  return marksOf(notes);
}
